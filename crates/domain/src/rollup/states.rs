//! The states and kinds of the stage `rollup`, as they are stored.

crate::codes! {
    /// Where a summary stands.
    pub enum SummaryState {
        /// Its figures still move.
        Draft = "draft",
        /// Reported to the level above.
        Reported = "reported",
    }
}
