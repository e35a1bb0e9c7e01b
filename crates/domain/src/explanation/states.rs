//! The states and kinds of the stage `explanation`, as they are stored.

crate::codes! {
    /// Where an assignment stands.
    pub enum AssignmentState {
        /// Assigned, the notice has not reached the person.
        Assigned = "assigned",
        /// The notice was served.
        Served = "served",
        /// Every point is answered.
        Answered = "answered",
        /// The term ended without an answer.
        Lapsed = "lapsed",
        /// Opened again once, for new evidence.
        Reopened = "reopened",
    }
}

crate::codes! {
    /// How a notice was served.
    pub enum ServiceKind {
        /// In the program, where the person opened it.
        InProgram = "in_program",
        /// On paper, against a signature.
        OnPaper = "on_paper",
        /// It could not be served, with the reason.
        Impossible = "impossible",
    }
}

crate::codes! {
    /// What the person says about a point.
    pub enum AnswerKind {
        /// It is accepted.
        Accepted = "accepted",
        /// A part is accepted.
        PartlyAccepted = "partly_accepted",
        /// It is not accepted, with reasons and evidence.
        NotAccepted = "not_accepted",
    }
}
