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

crate::codes! {
    /// The sections of the public site.
    pub enum Section {
        /// What the reviews concluded.
        Results = "results",
        /// What is done about it.
        Remedies = "remedies",
        /// What was directed.
        Directives = "directives",
        /// What was learned.
        Lessons = "lessons",
        /// What people asked.
        Answers = "answers",
    }
}

crate::codes! {
    /// What a sentence rests on.
    pub enum SourceKind {
        /// A strength of a decided conclusion.
        Strength = "strength",
        /// A shortcoming of a decided conclusion.
        Shortcoming = "shortcoming",
        /// A figure of a summary that was reported.
        Figure = "figure",
    }
}

crate::codes! {
    /// Where a correction stands.
    pub enum CorrectionState {
        /// Written, and not yet approved.
        Submitted = "submitted",
        /// Shown with the article.
        Published = "published",
    }
}
