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

crate::codes! {
    /// Where a commitment comes from.
    pub enum CommitmentKind {
        /// From a shortcoming that was decided.
        Remedy = "remedy",
        /// One's own, for the year.
        Personal = "personal",
    }
}

crate::codes! {
    /// What happened to a commitment.
    pub enum StepKind {
        /// It was given.
        Committed = "committed",
        /// A milestone was reached.
        MilestoneReached = "milestone_reached",
        /// It was reported as done.
        Reported = "reported",
        /// The report was returned, with the reason.
        Returned = "returned",
        /// Another accepted it.
        Accepted = "accepted",
        /// It was carried over into the next campaign.
        CarriedOver = "carried_over",
    }
}
