//! The states and kinds of the stage `lesson`, as they are stored.

crate::codes! {
    /// Where a requirement stands with one unit.
    pub enum RequirementState {
        /// Addressed to the unit.
        Addressed = "addressed",
        /// Acknowledged by the unit.
        Acknowledged = "acknowledged",
        /// Turned into tasks there.
        Planned = "planned",
    }
}

crate::codes! {
    /// A figure of the campaign's own traces that is laid before a lesson conference.
    pub enum Figure {
        /// Opinions that have a place, of those received.
        OpinionsPlaced = "opinions_placed",
        /// Invitations that were answered, of those sent.
        InvitationsAnswered = "invitations_answered",
        /// Days from the first day of the campaign to the close of the last first round.
        DaysToFirstRound = "days_to_first_round",
        /// First rounds that are closed, of the reviews.
        RoundsClosed = "rounds_closed",
        /// Returns of reports, of the reports.
        ReportsReturned = "reports_returned",
        /// Tasks that were done late or are late, of the tasks.
        TasksLate = "tasks_late",
        /// Findings that confirm, of those that stand.
        FindingsConfirmed = "findings_confirmed",
        /// Findings that confirm a part, of those that stand.
        FindingsPartly = "findings_partly",
        /// Findings that see no basis, of those that stand.
        FindingsUnfounded = "findings_unfounded",
        /// Findings that another authority must make, of those that stand.
        FindingsBeyond = "findings_beyond",
        /// Answers that were opened again, of those asked for.
        PointsReopened = "points_reopened",
        /// Answers whose term lapsed, of those asked for.
        AnswersLapsed = "answers_lapsed",
        /// Conferences that were put off, of those called.
        ConferencesMoved = "conferences_moved",
        /// Conferences without a quorum at first, of those called.
        ConferencesWithoutQuorum = "conferences_without_quorum",
        /// Items that were put off, of those on agendas.
        ItemsDeferred = "items_deferred",
        /// Turns in the minutes.
        Statements = "statements",
        /// Shortcomings that happened before, of those concluded.
        ShortcomingsRepeated = "shortcomings_repeated",
        /// Petitions, of the conclusions decided.
        Petitions = "petitions",
        /// Petitions that were granted, of those filed.
        PetitionsGranted = "petitions_granted",
        /// Commitments past their day and not accepted, of all.
        CommitmentsOverdue = "commitments_overdue",
    }
}
