//! The states and kinds of the stage `directive`, as they are stored.

crate::codes! {
    /// Where a briefing or a document stands with one addressee.
    pub enum AcknowledgementState {
        /// Nothing was heard yet.
        Waiting = "waiting",
        /// It was acknowledged.
        Acknowledged = "acknowledged",
    }
}

crate::codes! {
    /// Whether somebody was at a briefing.
    pub enum AttendanceState {
        /// Asked to come; nothing was noted yet.
        Invited = "invited",
        /// Was there.
        Present = "present",
        /// Was not there, for a reason.
        Absent = "absent",
    }
}

crate::codes! {
    /// What a clause led to.
    pub enum FollowUpKind {
        /// A task in a plan.
        Task = "task",
        /// A value of the rule pack.
        Rule = "rule",
        /// A content under review.
        Content = "content",
        /// Nothing needs to follow, with the reason.
        NothingNeeded = "nothing_needed",
    }
}
