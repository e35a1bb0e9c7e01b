//! Two coders code the same opinions blind to each other: the opinions are drawn by a seed that is kept, the coders are two
//! persons.

use super::agreement::Seeded;
use crate::common::{Gate, OpinionId, PersonId, Refusal, Role};

/// The most opinions of one draw: more tell little more about agreement, and nobody codes them with the same care.
pub const MOST_DRAWN: usize = 1_000;
/// With fewer nothing can be told apart.
pub const LEAST_DRAWN: usize = 2;

/// What is known when opinions are to be drawn.
#[derive(Debug, Clone, Copy)]
pub struct DrawFacts<'a> {
    /// The opinions of the open round, in the order of their numbers.
    pub opinions: &'a [OpinionId],
    /// How many are asked for; none asks for all.
    pub asked: Option<usize>,
    /// The first coder and the second.
    pub coders: (PersonId, PersonId),
    /// Who may code in this review.
    pub may_code: &'a [PersonId],
    /// How many double codings of this review are not finished.
    pub n_running: usize,
    /// The chance that was drawn for it.
    pub seed: u64,
}

/// Opinions that two will code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// The opinions, in the order in which they are coded.
    pub sample: Vec<OpinionId>,
}

/// Draws the opinions. Whoever knows the seed and the opinions of the round draws the same.
///
/// # Errors
///
/// Refuses while another double coding runs, the same person twice, somebody who may not code here, and a draw that is too
/// small or too large.
pub fn draw_double(facts: &DrawFacts<'_>) -> Result<Drawn, Refusal> {
    let refused = |code| Err(Refusal::new(code).next("synthesis.draw_double", Role::Secretary));
    if 0 < facts.n_running {
        return Err(
            Refusal::new("synthesis.coding_runs_already").next("synthesis.abandon_double", Role::Secretary)
        );
    }
    let (first, second) = facts.coders;
    if first == second {
        return refused("synthesis.same_coder_twice").map_err(|refusal| refusal.gate(Gate::SeparateHands));
    }
    if [first, second].iter().any(|coder| !facts.may_code.contains(coder)) {
        return refused("synthesis.coder_without_role");
    }
    let all = facts.opinions.len();
    let count = facts.asked.unwrap_or(all).min(all);
    if count < LEAST_DRAWN {
        return refused("synthesis.too_few_drawn")
            .map_err(|refusal| refusal.arg("count", count).arg("received", all).arg("least", LEAST_DRAWN));
    }
    if MOST_DRAWN < count {
        return refused("synthesis.too_many_drawn")
            .map_err(|refusal| refusal.arg("count", count).arg("most", MOST_DRAWN));
    }
    Ok(Drawn { sample: Seeded::new(facts.seed).draw(facts.opinions.to_vec(), count) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const AN: PersonId = PersonId::new(Uuid::from_u128(1));
    const LAN: PersonId = PersonId::new(Uuid::from_u128(2));

    fn check(n_opinions: u128, change: impl FnOnce(&mut DrawFacts<'_>), expected: Result<usize, &str>) {
        let opinions: Vec<OpinionId> = (0..n_opinions).map(|n| OpinionId::new(Uuid::from_u128(n))).collect();
        let mut facts = DrawFacts {
            opinions: &opinions,
            asked: None,
            coders: (AN, LAN),
            may_code: &[AN, LAN],
            n_running: 0,
            seed: 7,
        };
        change(&mut facts);
        let drawn = draw_double(&facts).map(|drawn| drawn.sample.len()).map_err(|refusal| refusal.code);
        assert_eq!(drawn, expected);
    }

    #[test]
    fn all_or_so_many_are_drawn() {
        check(40, |_| (), Ok(40));
        check(40, |facts| facts.asked = Some(12), Ok(12));
        check(40, |facts| facts.asked = Some(90), Ok(40));
    }

    #[test]
    fn two_coders_are_two_persons_who_may_code_here() {
        check(40, |facts| facts.coders = (AN, AN), Err("synthesis.same_coder_twice"));
        check(40, |facts| facts.may_code = &[LAN], Err("synthesis.coder_without_role"));
    }

    #[test]
    fn a_draw_is_neither_too_small_nor_too_large() {
        check(1, |_| (), Err("synthesis.too_few_drawn"));
        check(40, |facts| facts.asked = Some(1), Err("synthesis.too_few_drawn"));
        check(1_001, |_| (), Err("synthesis.too_many_drawn"));
        check(1_001, |facts| facts.asked = Some(1_000), Ok(1_000));
    }

    #[test]
    fn one_runs_at_a_time() {
        check(40, |facts| facts.n_running = 1, Err("synthesis.coding_runs_already"));
    }
}
