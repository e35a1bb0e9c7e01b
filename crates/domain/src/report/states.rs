//! The states and kinds of the stage `report`, as they are stored.

crate::codes! {
    /// Where a report stands.
    pub enum ReportState {
        /// Being written.
        Draft = "draft",
        /// Submitted: its version is sealed; it may be given back.
        Submitted = "submitted",
        /// Given back with reasons, to be written again.
        Returned = "returned",
        /// Final: completed by what came out of the review.
        Sealed = "sealed",
    }
}

impl ReportState {
    /// Whether its last sealed version counts.
    #[must_use]
    pub const fn is_submitted(self) -> bool {
        matches!(self, Self::Submitted | Self::Sealed)
    }
}

crate::codes! {
    /// Where a suggestion of the superior stands.
    pub enum SuggestionState {
        /// Issued and waiting for the answer in the report.
        Issued = "issued",
        /// Answered with cause and responsibility.
        Answered = "answered",
        /// Withdrawn by the superior, with the reason.
        Withdrawn = "withdrawn",
    }
}
