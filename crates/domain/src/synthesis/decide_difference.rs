//! Adjudication: where two coders part a third person decides, with a reason; gate G15, separate hands.

use super::states::{DoubleState, RoundState};
use crate::common::{Gate, PersonId, Refusal, Role};

/// What is known where a difference is to be decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DecideFacts<'a> {
    /// Where the double coding stands.
    pub state: DoubleState,
    /// Where its round stands.
    pub round: RoundState,
    /// Who decides.
    pub decider: PersonId,
    /// Who has coded.
    pub coders: &'a [PersonId],
    /// Whether the pack asks for somebody who has not coded.
    pub decider_apart: bool,
    /// In how many ways the opinion parts.
    pub n_partings: usize,
    /// How often it was decided before.
    pub n_decided: usize,
}

/// Decides whether somebody decides a difference. Until the round closes it may be decided anew; the book keeps both.
///
/// # Errors
///
/// Refuses before both have finished, in a closed round, where nothing differs, and, where the pack asks for it, one of the
/// two coders.
pub fn decide_difference(facts: &DecideFacts<'_>) -> Result<(), Refusal> {
    if facts.state != DoubleState::Compared {
        return Err(Refusal::new("synthesis.not_compared_yet").next("synthesis.finish_coding", Role::Coder));
    }
    if facts.round == RoundState::Closed {
        return Err(Refusal::new("synthesis.opinion_in_closed_round")
            .gate(Gate::Accounted)
            .next("synthesis", Role::Secretary));
    }
    if facts.decider_apart && facts.coders.contains(&facts.decider) {
        return Err(Refusal::new("synthesis.decider_has_coded")
            .gate(Gate::SeparateHands)
            .next("synthesis.decide_difference", Role::Secretary));
    }
    if facts.n_partings == 0 && facts.n_decided == 0 {
        return Err(Refusal::new("synthesis.nothing_differs").next("synthesis", Role::Secretary));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const AN: PersonId = PersonId::new(Uuid::from_u128(1));
    const LAN: PersonId = PersonId::new(Uuid::from_u128(2));

    fn check(change: impl FnOnce(&mut DecideFacts<'_>), expected: Result<(), &str>) {
        let mut facts = DecideFacts {
            state: DoubleState::Compared,
            round: RoundState::Open,
            decider: AN,
            coders: &[LAN],
            decider_apart: true,
            n_partings: 1,
            n_decided: 0,
        };
        change(&mut facts);
        assert_eq!(decide_difference(&facts).map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn somebody_who_has_not_coded_decides_unless_the_pack_lets_a_coder() {
        check(|_| (), Ok(()));
        check(|facts| facts.decider = LAN, Err("synthesis.decider_has_coded"));
        check(
            |facts| {
                facts.decider = LAN;
                facts.decider_apart = false;
            },
            Ok(()),
        );
    }

    #[test]
    fn nothing_is_decided_before_both_have_finished_nor_after_the_round() {
        check(|facts| facts.state = DoubleState::Coding, Err("synthesis.not_compared_yet"));
        check(|facts| facts.round = RoundState::Closed, Err("synthesis.opinion_in_closed_round"));
    }

    #[test]
    fn what_does_not_differ_is_not_decided_and_what_was_decided_may_be_again() {
        check(|facts| facts.n_partings = 0, Err("synthesis.nothing_differs"));
        check(|facts| (facts.n_partings, facts.n_decided) = (0, 1), Ok(()));
    }
}
