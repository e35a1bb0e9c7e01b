//! The states and kinds of the stage `plan`, as they are stored.

crate::codes! {
    /// Where a task stands.
    pub enum TaskState {
        /// Somebody has it to do.
        Open = "open",
        /// It is done, with evidence.
        Done = "done",
        /// It is not needed any more, with the reason.
        Cancelled = "cancelled",
    }
}

crate::codes! {
    /// Where a sitting stands.
    pub enum SittingState {
        /// It has a date and a room.
        Planned = "planned",
        /// It took place.
        Held = "held",
        /// It does not take place.
        Cancelled = "cancelled",
    }
}

crate::codes! {
    /// What a sitting is for.
    pub enum SittingKind {
        /// Briefing on the papers.
        Briefing = "briefing",
        /// Review of the collective.
        Collective = "collective",
        /// Review of the individuals.
        Individuals = "individuals",
        /// Drawing lessons.
        Lesson = "lesson",
    }
}
