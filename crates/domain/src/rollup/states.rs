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

crate::codes! {
    /// What is counted for each unit and in total.
    pub enum FigureKind {
        /// Bodies that review themselves.
        Reviews = "figure_reviews",
        /// People under review, each once, where their dossier is decided.
        People = "figure_people",
        /// Subjects: bodies, and people in each body in which they are heard.
        Subjects = "figure_subjects",
        /// Conclusions that were decided.
        Decided = "figure_decided",
        /// Strengths of decided conclusions.
        Strengths = "figure_strengths",
        /// Shortcomings of decided conclusions.
        Shortcomings = "figure_shortcomings",
        /// Shortcomings that were there in the period before.
        Repeated = "figure_repeated",
        /// Shortcomings whose extent is stated in figures.
        InFigures = "figure_in_figures",
        /// Shortcomings whose extent is stated in words only.
        InWords = "figure_in_words",
        /// Shortcomings whose extent is not stated.
        WithoutExtent = "figure_without_extent",
    }
}
