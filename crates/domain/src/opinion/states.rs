//! The states and kinds of the stage `opinion`, as they are stored.

crate::codes! {
    /// What an opinion says.
    pub enum OpinionKind {
        /// A strength.
        Strength = "strength",
        /// A shortcoming; not verified as long as nobody has checked it.
        Shortcoming = "shortcoming",
        /// A request to make something clear.
        Clarify = "clarify",
        /// A proposal.
        Proposal = "proposal",
    }
}

crate::codes! {
    /// Who sees the name under an opinion; promised before the writing and never changed after.
    pub enum Visibility {
        /// Everybody who may read the opinion.
        Named = "named",
        /// The secretariat only; the person under review sees the words without the name.
        NamedToSecretariat = "named_to_secretariat",
    }
}

crate::codes! {
    /// Where an invitation stands.
    pub enum InvitationState {
        /// Sent and waiting.
        Sent = "sent",
        /// Answered with a letter.
        Answered = "answered",
        /// Answered with the statement that there is nothing to say.
        Declined = "declined",
        /// The term ended without an answer.
        Lapsed = "lapsed",
    }
}

crate::codes! {
    /// How a letter came in.
    pub enum LetterSource {
        /// Written into the form.
        Form = "form",
        /// Sent as a file.
        File = "file",
        /// On paper, entered by somebody else, with the scan.
        Paper = "paper",
        /// In a sealed envelope with a ticket: nobody knows from whom.
        Anonymous = "anonymous",
    }
}
