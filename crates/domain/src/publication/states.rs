//! The states and kinds of the stage `publication`, as they are stored.

crate::codes! {
    /// Where an article stands.
    pub enum ArticleState {
        /// Being written.
        Draft = "draft",
        /// Submitted for approval.
        Submitted = "submitted",
        /// Published.
        Published = "published",
        /// Taken off the site, with the reason.
        Withdrawn = "withdrawn",
    }
}
