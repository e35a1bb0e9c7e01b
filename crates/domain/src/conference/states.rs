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

crate::codes! {
    /// As what somebody was called.
    pub enum Capacity {
        /// As one of the body: counts for the quorum and votes.
        Member = "body_member",
        /// As the delegate of the superior.
        Delegate = "delegate",
        /// As a guest who listens or helps.
        Guest = "guest",
    }
}

impl Capacity {
    /// Whether the quorum counts them and they vote.
    #[must_use]
    pub const fn is_voter(self) -> bool {
        matches!(self, Self::Member)
    }

    /// Whether the papers must have reached them in time; guests get none.
    #[must_use]
    pub const fn gets_papers(self) -> bool {
        matches!(self, Self::Member | Self::Delegate)
    }
}

crate::codes! {
    /// What kind of turn in the minutes it is.
    pub enum StatementKind {
        /// Something that somebody holds.
        Remark = "remark",
        /// Something that somebody asks.
        Question = "question",
        /// Something that somebody asks to be done or written.
        Request = "request",
        /// An answer of the one it concerns.
        Reply = "reply",
        /// What the chair sums up.
        ChairSums = "chair_sums",
    }
}

crate::codes! {
    /// Why a conference did not take place on the day for which it was called.
    pub enum MoveCause {
        /// Too few came.
        NoQuorum = "no_quorum",
        /// The papers went out late.
        PapersLate = "papers_late",
        /// Something else.
        OtherCause = "other_cause",
    }
}

/// Where a subject stands whose item was on several agendas: closed once is closed, and what was put off and put on
/// an agenda again waits.
#[must_use]
pub fn best_state(states: impl IntoIterator<Item = ItemState>) -> ItemState {
    let weight = |state: &ItemState| match state {
        ItemState::Closed => 3,
        ItemState::Open => 2,
        ItemState::Waiting => 1,
        ItemState::Deferred => 0,
    };
    states.into_iter().max_by_key(weight).unwrap_or(ItemState::Waiting)
}

#[cfg(test)]
mod tests {
    use super::ItemState::{Closed, Deferred, Open, Waiting};
    use super::best_state;

    #[test]
    fn a_subject_stands_where_it_came_furthest() {
        assert_eq!(best_state([]), Waiting);
        assert_eq!(best_state([Deferred]), Deferred);
        assert_eq!(best_state([Deferred, Waiting]), Waiting);
        assert_eq!(best_state([Deferred, Open]), Open);
        assert_eq!(best_state([Deferred, Closed]), Closed);
    }
}
