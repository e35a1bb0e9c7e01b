//! The states and kinds of the stage `verification`, as they are stored.

crate::codes! {
    /// Where a case stands.
    pub enum CaseState {
        /// Nobody has it yet.
        Open = "open",
        /// A verifier has it.
        Assigned = "assigned",
        /// There is a finding; its subject is not heard yet.
        FoundProvisionally = "found_provisionally",
        /// The subject was heard and the finding stands.
        FoundFinally = "found_finally",
    }
}

crate::codes! {
    /// What was found.
    pub enum Verdict {
        /// It is so.
        Confirmed = "confirmed",
        /// A part of it is so, and the finding says which.
        PartlyConfirmed = "partly_confirmed",
        /// There is no basis for it.
        Unfounded = "unfounded",
        /// Another authority has to check it.
        BeyondAuthority = "beyond_authority",
    }
}
