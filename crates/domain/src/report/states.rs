//! The states and kinds of the stage `report`, as they are stored.

crate::codes! {
    /// Where a report stands.
    pub enum ReportState {
        /// Being written.
        Draft = "draft",
        /// Submitted and waiting for acceptance.
        Submitted = "submitted",
        /// Returned with reasons, to be written again.
        Returned = "returned",
        /// Accepted; this version never changes.
        Sealed = "sealed",
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
