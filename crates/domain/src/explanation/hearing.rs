//! How far somebody was heard on a point: what gate G3 looks at, here for a finding and later for a conclusion.

use jiff::civil::Date;

use super::states::AssignmentState;
use crate::common::{PersonId, Reason};

/// Whether a notice reached somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Service {
    /// Not yet.
    NotYet,
    /// On this day.
    Served(Date),
    /// It could not be served, for this reason.
    Impossible(Reason),
}

/// How far somebody was heard on a point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hearing {
    /// Who.
    pub person: PersonId,
    /// Whether the notice reached them.
    pub service: Service,
    /// Where the assignment stands.
    pub state: AssignmentState,
    /// The last day of the term.
    pub term_ends: Date,
}

impl Hearing {
    /// Whether the person answered or let the term go by.
    #[must_use]
    pub fn is_over(&self, today: Date) -> bool {
        self.has_ended() || self.term_ends < today
    }

    /// Whether it was noted that the person answered or let the term go by.
    #[must_use]
    pub fn has_ended(&self) -> bool {
        match self.state {
            AssignmentState::Answered | AssignmentState::Lapsed => true,
            AssignmentState::Assigned | AssignmentState::Served | AssignmentState::Reopened => false,
        }
    }
}

/// A piece of evidence, as far as hearing somebody on it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Its number in the case.
    pub number: i64,
    /// Whether it came with an answer: who brought it was heard on it.
    pub is_from_answer: bool,
}

/// What somebody could see when they were last heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// How many pieces of evidence there were.
    pub n_evidence: i64,
    /// Whether they accepted the point, so that more evidence for it takes nothing from them.
    pub has_accepted: bool,
}

/// How many pieces of evidence somebody who was asked could not answer.
#[must_use]
pub fn n_unheard(evidence: &[Piece], seen: &[Seen]) -> usize {
    let after = |seen: &Seen| {
        evidence.iter().filter(|piece| !piece.is_from_answer && seen.n_evidence < piece.number).count()
    };
    seen.iter().filter(|seen| !seen.has_accepted).map(after).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVIDENCE: [Piece; 3] = [
        Piece { number: 1, is_from_answer: false },
        Piece { number: 2, is_from_answer: true },
        Piece { number: 3, is_from_answer: false },
    ];

    fn check(seen: &[(i64, bool)], expected: usize) {
        let seen = seen.iter().map(|&(n_evidence, has_accepted)| Seen { n_evidence, has_accepted });
        assert_eq!(n_unheard(&EVIDENCE, &seen.collect::<Vec<_>>()), expected);
    }

    #[test]
    fn what_came_in_after_somebody_was_heard_is_unheard() {
        check(&[(3, false)], 0);
        check(&[(1, false)], 1);
        check(&[(0, false)], 2);
    }

    #[test]
    fn the_one_who_saw_least_counts() {
        check(&[(3, false), (0, false)], 2);
        check(&[], 0);
    }

    #[test]
    fn who_accepted_the_point_need_not_be_asked_again() {
        check(&[(0, true), (1, false)], 1);
        check(&[(0, true)], 0);
    }
}
