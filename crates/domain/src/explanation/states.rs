//! The states and kinds of the stage `explanation`, as they are stored.

crate::codes! {
    /// Where an assignment stands.
    pub enum AssignmentState {
        /// Assigned; the notice has not reached the person.
        Assigned = "assigned",
        /// The notice reached the person; the term runs.
        Served = "served",
        /// Every point is answered.
        Answered = "answered",
        /// The term ended without an answer.
        Lapsed = "lapsed",
        /// Opened again once, for new evidence; the second notice has not reached the person.
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

crate::codes! {
    /// A step of a notice, as its log keeps it.
    pub enum NoticeStep {
        /// The point was assigned to the person.
        Assigned = "assigned",
        /// The notice was sent in the program.
        Sent = "sent",
        /// The person opened it: the term begins.
        Opened = "opened",
        /// It was handed over on paper: the term begins.
        OnPaper = "on_paper",
        /// It could not be served, with the reason.
        Impossible = "impossible",
        /// The person answered.
        Answered = "answered",
        /// The term ended without an answer.
        Lapsed = "lapsed",
        /// New evidence opened the point again.
        Reopened = "reopened",
    }
}

crate::codes! {
    /// A part of an answer that some answers cannot do without.
    pub enum AnswerPart {
        /// What is not so.
        Contested = "contested",
        /// Why it happened.
        Cause = "cause",
        /// What the evidence is.
        Title = "title",
        /// Who wrote or keeps it.
        Source = "source",
        /// Its own date.
        Dated = "dated",
        /// The evidence itself.
        File = "file",
    }
}
