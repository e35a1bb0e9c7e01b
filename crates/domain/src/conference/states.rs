//! The states and kinds of the stage `conference`, as they are stored.

crate::codes! {
    /// What a conference is for.
    pub enum ConferenceKind {
        /// To review a body and its members.
        Review = "review",
        /// To make a directive known.
        Briefing = "briefing",
        /// To draw lessons across units.
        Lesson = "lesson",
    }
}

crate::codes! {
    /// Where a conference stands.
    pub enum ConferenceState {
        /// Called, with an agenda.
        Called = "called",
        /// Sitting.
        Open = "open",
        /// Finished; its minutes are sealed.
        Closed = "closed",
    }
}

crate::codes! {
    /// Where an item of the agenda stands.
    pub enum ItemState {
        /// Its turn has not come.
        Waiting = "waiting",
        /// It is being dealt with.
        Open = "open",
        /// It is done.
        Closed = "closed",
        /// It was put off, with the reason.
        Deferred = "deferred",
    }
}

crate::codes! {
    /// Whether somebody who was called is there.
    pub enum Attendance {
        /// Present.
        Present = "present",
        /// Absent with a reason.
        Excused = "excused",
        /// Absent without one.
        Absent = "absent",
    }
}
