//! Kinds that rule packs speak of as well as stages: who is under review, ranks in a body, fields of a shortcoming.

crate::codes! {
    /// Who is under review.
    pub enum SubjectKind {
        /// A body as a whole.
        Collective = "collective",
        /// One person.
        Individual = "individual",
    }
}

crate::codes! {
    /// What a person is in a body.
    pub enum BodyRank {
        /// Leads it.
        Head = "head",
        /// Stands in for the head.
        Deputy = "deputy",
        /// Sits in it.
        Member = "member",
    }
}

crate::codes! {
    /// What a shortcoming states; a pack says which of these are required.
    pub enum ShortcomingField {
        /// What was not done or done wrongly.
        Matter = "matter",
        /// Against which requirement.
        Norm = "norm",
        /// How much.
        Extent = "extent",
        /// Where.
        Place = "place",
        /// When.
        Time = "time",
        /// What came of it.
        Consequence = "consequence",
        /// Who is responsible.
        Responsible = "responsible",
        /// Why, as far as it lay with those responsible.
        Cause = "cause",
        /// Why, as far as it did not.
        OutsideCause = "outside_cause",
        /// How it compares with the period before.
        Comparison = "comparison",
        /// What will be done.
        Remedy = "remedy",
        /// By whom.
        Doer = "doer",
        /// Until when.
        Deadline = "deadline",
        /// By what one sees that it is done.
        Measure = "measure",
    }
}

crate::codes! {
    /// What is vague about a wording; a pack says which of these must be answered before a report is submitted.
    pub enum WordingKind {
        /// How often is hedged.
        Frequency = "frequency",
        /// How much, or how well, is left open.
        Quantity = "quantity",
        /// A virtue or a temperament in the place of a fault.
        PseudoFault = "pseudo_fault",
        /// Nobody in particular does it.
        NoActor = "no_actor",
        /// No rule or target is named.
        NoNorm = "no_norm",
        /// A cause that fits everything.
        Cause = "cause",
        /// A remedy that fits everything.
        Remedy = "remedy",
        /// Praise that fits everybody.
        Praise = "praise",
        /// Carried over from the period before.
        Copied = "copied",
        /// The responsibility is elsewhere.
        Evasion = "evasion",
    }
}

crate::codes! {
    /// What a section of a report is for.
    pub enum SectionPurpose {
        /// Results and strengths.
        Strengths = "strengths",
        /// Shortcomings and their causes.
        Shortcomings = "shortcomings",
        /// What became of what the period before left open.
        Carried = "carried",
        /// Answers to what the superior suggested.
        Suggestions = "suggestions",
        /// Who is responsible for what.
        Responsibility = "responsibility",
        /// What will be done.
        Remedies = "remedies",
        /// Anything else.
        Other = "other",
    }
}

crate::codes! {
    /// In which order the levels of the tree take their turn.
    pub enum LevelOrder {
        /// The level above first.
        SuperiorFirst = "superior_first",
        /// The level below first.
        InferiorFirst = "inferior_first",
        /// In any order.
        Any = "any",
    }
}

crate::codes! {
    /// Of whom a majority is counted.
    pub enum MajorityBase {
        /// Of all who were called.
        Called = "called",
        /// Of all who are present.
        Present = "present",
        /// Of the votes cast.
        VotesCast = "votes_cast",
    }
}
