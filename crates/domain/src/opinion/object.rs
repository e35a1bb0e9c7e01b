//! A contributor says once that an opinion was misunderstood. Until the second round is signed off this reopens where the
//! opinion lies; afterwards it is answered in an annex to the minutes. Either way it is answered once.

use super::intake::SECOND;
use crate::common::{Refusal, Role};

crate::codes! {
    /// What an objection that waits for its answer leads to.
    pub enum Way {
        /// Where the opinion lies is looked at again, and the desk answers.
        Reopens = "reopens",
        /// The minutes are sealed: an annex answers.
        Annex = "annex",
    }
}

/// What an objection leads to that waits now. `intake` is the round that is being filled; it stands beyond the second when
/// both are signed off.
#[must_use]
pub fn way_of(intake: i64) -> Way {
    if intake <= SECOND { Way::Reopens } else { Way::Annex }
}

/// Whether where an opinion lies is open again, although its round is signed off.
#[must_use]
pub fn is_reopened(has_open_objection: HasOpenObjection, intake: i64) -> bool {
    has_open_objection == HasOpenObjection::Yes && way_of(intake) == Way::Reopens
}

/// Whether an objection to an opinion waits for its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HasOpenObjection {
    /// One does.
    Yes,
    /// None does.
    No,
}

/// Decides whether an objection is taken; `n_before` counts those raised on the same opinion.
///
/// # Errors
///
/// Refuses a second one.
pub fn object(n_before: i64) -> Result<(), Refusal> {
    if 0 < n_before {
        return Err(Refusal::new("opinion.objected_already").next("opinion", Role::Secretary));
    }
    Ok(())
}

/// Decides whether an objection is answered, and by whom: `by` is the way on which the answer comes.
///
/// # Errors
///
/// Refuses a second answer, since the contributor has read the first; an answer of the desk when both rounds are signed off;
/// and an annex before that, while the desk can still put right what was misunderstood.
pub fn answer(is_answered: bool, by: Way, intake: i64) -> Result<(), Refusal> {
    if is_answered {
        return Err(Refusal::new("opinion.objection_answered").next("opinion", Role::Secretary));
    }
    match (by, way_of(intake)) {
        (Way::Reopens, Way::Annex) => {
            Err(Refusal::new("opinion.answered_in_annex").next("conference.answer_in_annex", Role::Secretary))
        }
        (Way::Annex, Way::Reopens) => {
            Err(Refusal::new("opinion.annex_too_early").next("opinion.answer_objection", Role::Secretary))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(is_answered: bool, by: Way, intake: i64, expected: Result<(), &str>) {
        assert_eq!(answer(is_answered, by, intake).map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn a_contributor_says_once_that_an_opinion_was_misunderstood() {
        assert_eq!(object(0), Ok(()));
        assert_eq!(object(1).unwrap_err().code, "opinion.objected_already");
    }

    #[test]
    fn an_objection_is_answered_once() {
        answered(false, Way::Reopens, 1, Ok(()));
        answered(true, Way::Reopens, 1, Err("opinion.objection_answered"));
        answered(true, Way::Annex, 3, Err("opinion.objection_answered"));
    }

    #[test]
    fn the_desk_answers_until_the_second_round_is_signed_off_and_an_annex_afterwards() {
        answered(false, Way::Reopens, 2, Ok(()));
        answered(false, Way::Reopens, 3, Err("opinion.answered_in_annex"));
        answered(false, Way::Annex, 3, Ok(()));
        answered(false, Way::Annex, 2, Err("opinion.annex_too_early"));
    }

    #[test]
    fn an_open_objection_reopens_until_the_second_round_is_signed_off() {
        assert!(is_reopened(HasOpenObjection::Yes, 1) && is_reopened(HasOpenObjection::Yes, 2));
        assert!(!is_reopened(HasOpenObjection::Yes, 3), "both rounds are signed off");
        assert!(!is_reopened(HasOpenObjection::No, 1), "it was answered, or nobody objected");
    }
}
