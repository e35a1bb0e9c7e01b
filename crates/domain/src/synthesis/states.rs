//! The states and kinds of the stage `synthesis`, as they are stored.

crate::codes! {
    /// Where an opinion went.
    pub enum Disposition {
        /// Into a point.
        InPoint = "in_point",
        /// To another level or body that it concerns.
        Forwarded = "forwarded",
        /// Outside the contents under review.
        OutOfScope = "out_of_scope",
        /// Back to its contributor, because it was unclear.
        UnclearReturned = "unclear_returned",
        /// Taken back by its contributor.
        Withdrawn = "withdrawn",
        /// Not brought to the conference, with the reason.
        NotBrought = "not_brought",
    }
}

crate::codes! {
    /// Which synthesis it is.
    pub enum RoundKind {
        /// Before the conference.
        BeforeConference = "before_conference",
        /// After the individuals were reviewed, fed by what was said there and by late opinions.
        AfterIndividuals = "after_individuals",
    }
}

crate::codes! {
    /// Where a round stands.
    pub enum RoundState {
        /// Opinions are being placed.
        Open = "open",
        /// Everything is accounted for.
        Closed = "closed",
    }
}

crate::codes! {
    /// Where a double coding stands.
    pub enum DoubleState {
        /// Two code, blind to each other.
        Coding = "coding",
        /// Both have finished, and what they say lies side by side.
        Compared = "compared",
        /// It was given up, with the reason.
        Abandoned = "abandoned",
    }
}
