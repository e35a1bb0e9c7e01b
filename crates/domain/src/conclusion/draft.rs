//! Drafting what is held on a subject: where it is decided, once, and again only after a petition was granted.

use super::states::ConclusionState;
use crate::common::{Gate, Refusal, Role};

/// What is known of a subject on which a conclusion is to be drafted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DraftConclusion {
    /// Whether the body of this review decides on the subject; a person who sits in several is decided on once.
    pub is_decided_here: bool,
    /// Where the last conclusion on the subject stands, and its number.
    pub last: Option<(ConclusionState, u32)>,
}

/// A conclusion that may be drafted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drafted {
    /// Which one of its subject it is.
    pub number: u32,
}

/// Decides whether the first conclusion on a subject may be drafted.
///
/// # Errors
///
/// Refuses a subject that another body decides on, and one on which there is a conclusion already: what was decided
/// is looked at again by petition only.
pub fn draft(command: &DraftConclusion) -> Result<Drafted, Refusal> {
    match command.last {
        Some((ConclusionState::Draft, _)) => {
            Err(Refusal::new("conclusion.drafted_already").next("conclusion", Role::Secretary))
        }
        Some((ConclusionState::Decided, _)) => Err(Refusal::new("conclusion.again_only_by_petition")
            .gate(Gate::Sealed)
            .next("conclusion.file_petition", Role::Reviewed)),
        None if !command.is_decided_here => {
            Err(Refusal::new("conclusion.decided_elsewhere").next("conclusion", Role::Secretary))
        }
        None => Ok(Drafted { number: 1 }),
    }
}

/// A conclusion that may still be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Editable;

/// Decides whether a conclusion may still be written.
///
/// # Errors
///
/// Refuses one that was decided.
pub fn edit(state: ConclusionState) -> Result<Editable, Refusal> {
    match state {
        ConclusionState::Draft => Ok(Editable),
        ConclusionState::Decided => Err(Refusal::new("conclusion.already_decided")
            .gate(Gate::Sealed)
            .next("conclusion.file_petition", Role::Reviewed)),
    }
}

/// How often a shortcoming has happened, given how often it had when it was carried over.
#[must_use]
pub fn times(carried: Option<u32>) -> u32 {
    carried.map_or(1, |times| times.saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(is_decided_here: bool, last: Option<(ConclusionState, u32)>, expected: Result<u32, &str>) {
        let drafted = draft(&DraftConclusion { is_decided_here, last });
        assert_eq!(drafted.map(|drafted| drafted.number).map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn a_subject_is_concluded_upon_once_and_where_it_is_decided() {
        check(true, None, Ok(1));
        check(false, None, Err("conclusion.decided_elsewhere"));
        check(true, Some((ConclusionState::Draft, 1)), Err("conclusion.drafted_already"));
        check(true, Some((ConclusionState::Decided, 1)), Err("conclusion.again_only_by_petition"));
    }

    #[test]
    fn what_was_decided_is_not_written_any_more() {
        assert_eq!(edit(ConclusionState::Draft), Ok(Editable));
        assert_eq!(edit(ConclusionState::Decided).unwrap_err().code, "conclusion.already_decided");
    }

    #[test]
    fn what_was_carried_over_is_counted_on() {
        assert_eq!((times(None), times(Some(1)), times(Some(2))), (1, 2, 3));
    }
}
