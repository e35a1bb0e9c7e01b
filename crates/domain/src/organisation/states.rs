//! The states and kinds of the stage `organisation`, as they are stored.

crate::codes! {
    /// How a unit hangs on another.
    pub enum LinkKind {
        /// It belongs to it.
        BelongsTo = "belongs_to",
        /// It advises it.
        Advises = "advises",
        /// It governs the same level.
        GovernsSameLevel = "governs_same_level",
    }
}
