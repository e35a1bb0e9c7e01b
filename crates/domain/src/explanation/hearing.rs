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
