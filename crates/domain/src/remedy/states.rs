//! The states and kinds of the stage `remedy`, as they are stored.

crate::codes! {
    /// Where a commitment stands.
    pub enum CommitmentState {
        /// Given.
        Committed = "committed",
        /// Reported as done, with proof.
        Reported = "reported",
        /// Accepted by another.
        Accepted = "accepted",
        /// Carried over into the next campaign.
        CarriedOver = "carried_over",
    }
}

crate::codes! {
    /// Where a milestone stands.
    pub enum MilestoneState {
        /// Ahead.
        Ahead = "ahead",
        /// Reached, with proof.
        Reached = "reached",
    }
}
