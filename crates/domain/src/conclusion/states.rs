//! The states and kinds of the stage `conclusion`, as they are stored.

crate::codes! {
    /// What a conclusion rests on, or tries to.
    pub enum GroundKind {
        /// An admission in a sealed report.
        Admission = "admission",
        /// A finding that stands.
        Finding = "finding",
        /// A conclusion of a competent body.
        CompetentConclusion = "competent_conclusion",
        /// A figure with evidence.
        Figure = "figure",
        /// An opinion; refused.
        Opinion = "opinion",
        /// Something said at a conference; refused.
        Statement = "statement",
    }
}

crate::codes! {
    /// What kind of conclusion it is.
    pub enum ConclusionKind {
        /// A strength.
        Strength = "strength",
        /// A shortcoming.
        Shortcoming = "shortcoming",
    }
}

crate::codes! {
    /// Where a conclusion stands.
    pub enum ConclusionState {
        /// Being written.
        Draft = "draft",
        /// Decided and sealed.
        Decided = "decided",
    }
}

crate::codes! {
    /// How somebody is responsible.
    pub enum ResponsibilityKind {
        /// First of all.
        Main = "main",
        /// Together with others.
        Shared = "shared",
    }
}

crate::codes! {
    /// Where a petition stands.
    pub enum PetitionState {
        /// Received; the conclusion is marked as being looked at again.
        Received = "received",
        /// Answered with grounds: the conclusion stays.
        Upheld = "upheld",
        /// Answered with grounds: the conclusion is decided anew.
        Granted = "granted",
    }
}

crate::codes! {
    /// What a draft holds.
    pub enum HeldPart {
        /// A strength.
        Strength = "strength",
        /// A shortcoming.
        Shortcoming = "shortcoming",
        /// A ground of a shortcoming.
        Ground = "ground",
        /// A person responsible for a shortcoming.
        Responsible = "responsible",
    }
}

crate::codes! {
    /// What a petition is answered with.
    pub enum PetitionAnswer {
        /// The conclusion stays as it was decided.
        Stays = "stays",
        /// It is drafted and decided anew.
        DecideAnew = "decide_anew",
    }
}
