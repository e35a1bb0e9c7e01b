//! The fifteen stages by their words, in the order of the process.

crate::codes! {
    /// A stage of the process.
    pub enum Stage {
        /// Units, bodies, people.
        Organisation = "organisation",
        /// Documents that bind.
        Directive = "directive",
        /// The campaign itself.
        Campaign = "campaign",
        /// Tasks and sittings.
        Plan = "plan",
        /// Reports.
        Report = "report",
        /// Opinions.
        Opinion = "opinion",
        /// Points made of opinions.
        Synthesis = "synthesis",
        /// Checking.
        Verification = "verification",
        /// Answers.
        Explanation = "explanation",
        /// The conference.
        Conference = "conference",
        /// What is held.
        Conclusion = "conclusion",
        /// Commitments.
        Remedy = "remedy",
        /// Summaries.
        Rollup = "rollup",
        /// Lessons.
        Lesson = "lesson",
        /// The article.
        Publication = "publication",
    }
}

impl Stage {
    /// The twelve stages that the process line of a review shows.
    pub const ON_THE_LINE: [Self; 12] = [
        Self::Directive,
        Self::Plan,
        Self::Report,
        Self::Opinion,
        Self::Synthesis,
        Self::Verification,
        Self::Explanation,
        Self::Conference,
        Self::Conclusion,
        Self::Remedy,
        Self::Lesson,
        Self::Publication,
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_process_line_keeps_the_order_of_the_process() {
        assert_eq!(Stage::ALL.len(), 15);
        assert!(Stage::ON_THE_LINE.is_sorted());
    }
}
