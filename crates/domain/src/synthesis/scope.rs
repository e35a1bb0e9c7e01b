//! Gate G8, scope: an opinion outside the contents under review is forwarded with a trace, not lost; and no opinion
//! leaves the way to the conference without an addressee or a reason.

use super::states::{Disposition, RoundState};
use crate::common::{Gate, Reason, Refusal, Role};
use crate::opinion::object::{HasOpenObjection, is_reopened};

/// Where its round stands for one opinion: where its contributor says that it was misunderstood, it lies open again until the
/// second round is signed off.
#[must_use]
pub fn state_for(round: RoundState, objection: HasOpenObjection, intake: i64) -> RoundState {
    if is_reopened(objection, intake) { RoundState::Open } else { round }
}

/// What is known of an opinion that is to go somewhere.
#[derive(Debug, Clone, Copy)]
pub struct ScopeFacts<'a> {
    /// Where its round stands.
    pub round: RoundState,
    /// The content that the opinion is about, if it is about one.
    pub content: Option<&'a str>,
    /// The contents under review, as the campaign froze them.
    pub contents: &'a [&'a str],
    /// Where it is to go.
    pub disposition: Disposition,
    /// Whether a level or body is named to which it is forwarded.
    pub has_addressee: bool,
    /// The reason that was written.
    pub reason: Option<&'a Reason>,
}

/// An opinion that may go there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Disposed {
    /// Where it goes.
    pub disposition: Disposition,
}

/// Decides whether an opinion may go where it is to go.
///
/// # Errors
///
/// Refuses to move anything in a closed round, to put into a point what is not under review, to set aside as outside what is inside, to forward to
/// nobody, and to return or hold back without a reason.
pub fn dispose(facts: &ScopeFacts<'_>) -> Result<Disposed, Refusal> {
    if facts.round == RoundState::Closed {
        // A closed round is accounted for; an opinion moved afterwards would make its counts untrue.
        return Err(Refusal::new("synthesis.opinion_in_closed_round")
            .gate(Gate::Accounted)
            .next("synthesis", Role::Secretary));
    }
    let is_inside = facts.content.is_some_and(|content| facts.contents.contains(&content));
    let refused = |code, act| Err(Refusal::new(code).gate(Gate::Scope).next(act, Role::Secretary));
    match facts.disposition {
        Disposition::InPoint if !is_inside => {
            refused("synthesis.opinion_outside_scope", "synthesis.forward_opinion")
        }
        Disposition::OutOfScope if is_inside => {
            refused("synthesis.opinion_inside_scope", "synthesis.place_opinion")
        }
        Disposition::Forwarded if !facts.has_addressee => {
            refused("synthesis.forwarded_to_nobody", "synthesis.forward_opinion")
        }
        Disposition::OutOfScope | Disposition::UnclearReturned | Disposition::NotBrought
            if facts.reason.is_none() =>
        {
            refused("synthesis.disposition_without_reason", "synthesis.place_opinion")
        }
        disposition => Ok(Disposed { disposition }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(content: Option<&str>, disposition: Disposition, expected: Result<(), &str>) {
        let contents = ["degradation", "cadres", "head"];
        let facts = ScopeFacts {
            round: RoundState::Open,
            content,
            contents: &contents,
            disposition,
            has_addressee: false,
            reason: None,
        };
        let result = dispose(&facts).map(|_| ()).map_err(|refusal| refusal.code);
        assert_eq!(result, expected, "{content:?} {disposition}");
    }

    #[test]
    fn only_what_is_under_review_goes_into_a_point() {
        check(Some("head"), Disposition::InPoint, Ok(()));
        check(Some("weather"), Disposition::InPoint, Err("synthesis.opinion_outside_scope"));
        check(None, Disposition::InPoint, Err("synthesis.opinion_outside_scope"));
    }

    #[test]
    fn what_is_under_review_is_not_set_aside_as_outside() {
        check(Some("head"), Disposition::OutOfScope, Err("synthesis.opinion_inside_scope"));
    }

    #[test]
    fn an_opinion_is_forwarded_to_somebody() {
        check(None, Disposition::Forwarded, Err("synthesis.forwarded_to_nobody"));
        let contents = ["head"];
        let disposition = Disposition::Forwarded;
        let facts = ScopeFacts {
            round: RoundState::Open,
            content: None,
            contents: &contents,
            disposition,
            has_addressee: true,
            reason: None,
        };
        assert_eq!(dispose(&facts).unwrap().disposition, disposition);
    }

    #[test]
    fn nothing_moves_in_a_closed_round() {
        let (round, disposition) = (RoundState::Closed, Disposition::Withdrawn);
        let facts = ScopeFacts {
            round,
            content: None,
            contents: &[],
            disposition,
            has_addressee: false,
            reason: None,
        };
        assert_eq!(dispose(&facts).unwrap_err().code, "synthesis.opinion_in_closed_round");
    }

    #[test]
    fn an_opinion_is_set_aside_returned_or_held_back_only_with_a_reason() {
        let held_back = [Disposition::OutOfScope, Disposition::UnclearReturned, Disposition::NotBrought];
        for disposition in held_back {
            check(None, disposition, Err("synthesis.disposition_without_reason"));
        }
        let reason = Reason::parse("Đã có ở điểm 3").unwrap();
        for disposition in held_back {
            let facts = ScopeFacts {
                round: RoundState::Open,
                content: None,
                contents: &[],
                disposition,
                has_addressee: false,
                reason: Some(&reason),
            };
            assert_eq!(dispose(&facts), Ok(Disposed { disposition }));
        }
    }

    #[test]
    fn an_opinion_that_was_misunderstood_lies_open_again_until_both_rounds_are_signed_off() {
        let check = |objection, intake, expected| {
            assert_eq!(state_for(RoundState::Closed, objection, intake), expected);
        };
        check(HasOpenObjection::Yes, 2, RoundState::Open);
        check(HasOpenObjection::Yes, 3, RoundState::Closed);
        check(HasOpenObjection::No, 2, RoundState::Closed);
        assert_eq!(state_for(RoundState::Open, HasOpenObjection::No, 1), RoundState::Open);
    }
}
