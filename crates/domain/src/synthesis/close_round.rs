//! Gate G1, accounted: a round of synthesis closes only when every received opinion has a disposition and every
//! paragraph of every letter is covered by an opinion or marked “no opinion” by a named person.

use std::collections::BTreeMap;

use super::states::{Disposition, RoundState};
use crate::common::{Gate, Refusal, Role};

/// What is known of a round that is to be closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundFacts {
    /// Where the round stands.
    pub state: RoundState,
    /// How many opinions were received for it.
    pub n_received: u32,
    /// How many of them went where.
    pub dispositions: BTreeMap<Disposition, u32>,
    /// How many are not brought to the conference without a written reason.
    pub n_not_brought_without_reason: u32,
    /// How many paragraphs of letters neither hold an opinion nor are marked by a named person.
    pub n_uncovered_paragraphs: u32,
    /// How many double codings of it are not finished.
    pub n_running_codings: u32,
    /// How many differences between coders nobody has decided.
    pub n_open_differences: u32,
    /// Whether the pack lets a round close only when they are decided.
    pub differences_decided: bool,
    /// How many of their contributors say that they were misunderstood and have no answer yet.
    pub n_open_objections: u32,
}

/// A round in which nothing was lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundClosed {
    /// How many opinions were received.
    pub n_received: u32,
    /// How many of them went where; the counts add up to those received.
    pub dispositions: BTreeMap<Disposition, u32>,
}

/// Decides whether a round closes.
///
/// # Errors
///
/// Says how many opinions have no disposition yet, how many lack a reason, how many paragraphs nobody has covered, how many
/// objections nobody has answered; and, where
/// the pack asks for it, what two coders have left open.
pub fn close_round(facts: &RoundFacts) -> Result<RoundClosed, Refusal> {
    if facts.state == RoundState::Closed {
        return Err(Refusal::new("synthesis.round_is_closed").next("synthesis", Role::Secretary));
    }
    let n_placed = facts.dispositions.values().fold(0_u32, |sum, count| sum.saturating_add(*count));
    if n_placed < facts.n_received {
        return Err(refusal("synthesis.round_has_open_opinions")
            .arg("open", facts.n_received - n_placed)
            .arg("received", facts.n_received)
            .next("synthesis.place_opinion", Role::Secretary));
    }
    if facts.n_received < n_placed {
        return Err(refusal("synthesis.round_counts_disagree")
            .arg("placed", n_placed)
            .arg("received", facts.n_received)
            .next("synthesis", Role::Inspector));
    }
    if 0 < facts.n_not_brought_without_reason {
        return Err(refusal("synthesis.not_brought_without_reason")
            .arg("missing", facts.n_not_brought_without_reason)
            .next("synthesis.place_opinion", Role::Secretary));
    }
    if 0 < facts.n_uncovered_paragraphs {
        return Err(refusal("synthesis.round_has_uncovered_paragraphs")
            .arg("open", facts.n_uncovered_paragraphs)
            .next("synthesis.cover_paragraph", Role::Coder));
    }
    decided(facts)?;
    if 0 < facts.n_open_objections {
        // Such an opinion lies open again: nobody can say yet where it went.
        return Err(refusal("synthesis.round_has_open_objections")
            .arg("open", facts.n_open_objections)
            .next("opinion.answer_objection", Role::Secretary));
    }
    Ok(RoundClosed { n_received: facts.n_received, dispositions: facts.dispositions.clone() })
}

/// What two coders have begun is brought to its end, or given up with a reason, before a round closes over it.
fn decided(facts: &RoundFacts) -> Result<(), Refusal> {
    if !facts.differences_decided {
        return Ok(());
    }
    if 0 < facts.n_running_codings {
        return Err(
            refusal("synthesis.round_has_running_coding").next("synthesis.finish_coding", Role::Coder)
        );
    }
    if 0 < facts.n_open_differences {
        return Err(refusal("synthesis.round_has_open_differences")
            .arg("open", facts.n_open_differences)
            .next("synthesis.decide_difference", Role::Secretary));
    }
    Ok(())
}

fn refusal(code: &'static str) -> Refusal {
    Refusal::new(code).gate(Gate::Accounted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(change: impl FnOnce(&mut RoundFacts), expected: Result<u32, &str>) {
        let dispositions = BTreeMap::from([
            (Disposition::InPoint, 400),
            (Disposition::Forwarded, 30),
            (Disposition::NotBrought, 8),
        ]);
        let mut facts = RoundFacts {
            state: RoundState::Open,
            n_received: 438,
            dispositions,
            n_not_brought_without_reason: 0,
            n_uncovered_paragraphs: 0,
            n_running_codings: 0,
            n_open_differences: 0,
            differences_decided: true,
            n_open_objections: 0,
        };
        change(&mut facts);
        let result = close_round(&facts);
        assert_eq!(result.map(|closed| closed.n_received).map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn a_round_closes_when_what_was_received_equals_what_went_somewhere() {
        check(|_| (), Ok(438));
        check(|facts| facts.n_received = 464, Err("synthesis.round_has_open_opinions"));
        check(|facts| facts.n_received = 437, Err("synthesis.round_counts_disagree"));
    }

    #[test]
    fn an_opinion_that_is_not_brought_has_a_reason() {
        check(|facts| facts.n_not_brought_without_reason = 1, Err("synthesis.not_brought_without_reason"));
    }

    #[test]
    fn no_paragraph_of_a_letter_is_passed_over() {
        check(|facts| facts.n_uncovered_paragraphs = 1, Err("synthesis.round_has_uncovered_paragraphs"));
        check(|facts| facts.n_open_objections = 1, Err("synthesis.round_has_open_objections"));
    }

    #[test]
    fn what_two_coders_left_open_is_decided_first_where_the_pack_asks_for_it() {
        check(|facts| facts.n_running_codings = 1, Err("synthesis.round_has_running_coding"));
        check(|facts| facts.n_open_differences = 4, Err("synthesis.round_has_open_differences"));
        let not_asked = |facts: &mut RoundFacts| {
            (facts.n_running_codings, facts.n_open_differences) = (1, 4);
            facts.differences_decided = false;
        };
        check(not_asked, Ok(438));
    }

    #[test]
    fn a_round_closes_once() {
        check(|facts| facts.state = RoundState::Closed, Err("synthesis.round_is_closed"));
    }

    #[test]
    fn a_round_without_opinions_closes_and_says_so() {
        let nothing = |facts: &mut RoundFacts| {
            facts.n_received = 0;
            facts.dispositions.clear();
        };
        check(nothing, Ok(0));
    }

    #[test]
    fn the_refusal_counts_what_is_left() {
        let facts = RoundFacts {
            state: RoundState::Open,
            n_received: 438,
            dispositions: BTreeMap::from([(Disposition::InPoint, 412)]),
            n_not_brought_without_reason: 0,
            n_uncovered_paragraphs: 0,
            n_running_codings: 0,
            n_open_differences: 0,
            differences_decided: true,
            n_open_objections: 0,
        };
        let refusal = close_round(&facts).unwrap_err();
        assert_eq!((refusal.value("open"), refusal.gate), (Some("26"), Some(Gate::Accounted)));
    }
}
