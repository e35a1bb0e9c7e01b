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

crate::codes! {
    /// What was done to somebody's account.
    pub enum AccountEventKind {
        /// It was made.
        Made = "made",
        /// A link that signs in once was made.
        LinkMade = "link_made",
        /// The password was taken away.
        PasswordReset = "password_reset",
        /// The person set a password.
        PasswordSet = "password_set",
        /// All sessions were ended.
        SessionsEnded = "sessions_ended",
    }
}
