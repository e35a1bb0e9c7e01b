//! The states and kinds of the stage `campaign`, as they are stored.

crate::codes! {
    /// Where a campaign stands.
    pub enum CampaignState {
        /// Being prepared; everything may still change.
        Draft = "draft",
        /// Opened; its rule pack is frozen.
        Open = "open",
        /// Closed; what is left open is carried over.
        Closed = "closed",
    }
}

crate::codes! {
    /// Where one stage of one review stands, for the standing board.
    pub enum StandingState {
        /// Its turn has not come.
        Ahead = "ahead",
        /// It runs and is in time.
        Running = "running",
        /// It runs and is past its date.
        Late = "late",
        /// A gate is shut.
        Blocked = "blocked",
        /// It is finished.
        Done = "done",
    }
}

crate::codes! {
    /// What kind of thing the period before left open.
    pub enum CarriedKind {
        /// A shortcoming that was concluded.
        Shortcoming = "shortcoming",
        /// A commitment to remedy one.
        Commitment = "commitment",
    }
}

crate::codes! {
    /// What became of something that was carried over.
    pub enum CarriedStatus {
        /// Nothing was said about it yet.
        Open = "open",
        /// It is remedied, with proof.
        Remedied = "remedied",
        /// A part of it is remedied, with proof of that part.
        PartlyRemedied = "partly_remedied",
        /// It happened again.
        Repeated = "repeated",
    }
}
