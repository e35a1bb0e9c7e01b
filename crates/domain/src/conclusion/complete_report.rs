//! Gate G5, completed: the collective report is final only after all individual items are closed or deferred with
//! reason, the second round is closed, and its supplement lists what came from them, or states that nothing did.

use crate::common::{Gate, Refusal, Role};
use crate::conference::ItemState;
use crate::synthesis::RoundState;

/// What the supplement of a collective report says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Supplement {
    /// It is not written.
    Missing,
    /// It lists so many things with their sources.
    Lists(u32),
    /// It states that nothing came from the individuals.
    StatesNothing,
}

/// What is known of a collective report that is to become final.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CompletionFacts<'a> {
    /// Where each individual item stands.
    pub individual_items: &'a [ItemState],
    /// How many of the deferred ones have no reason.
    pub n_deferred_without_reason: u32,
    /// Where the second round stands, once there is one.
    pub second_round: Option<RoundState>,
    /// What the supplement says.
    pub supplement: Supplement,
    /// How many points of the second round concern the collective and are not in the supplement.
    pub n_points_not_listed: u32,
}

/// A collective report that is final.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReportCompleted {
    /// How many things came from the individuals.
    pub n_supplemented: u32,
    /// How many individual items were put off.
    pub n_deferred: usize,
}

/// Decides whether a collective report is final.
///
/// # Errors
///
/// Names open individual items first, then the second round, then the supplement.
pub fn complete_report(facts: &CompletionFacts<'_>) -> Result<ReportCompleted, Refusal> {
    let n_in_state = |state| facts.individual_items.iter().filter(|item| **item == state).count();
    let (n_closed, n_deferred) = (n_in_state(ItemState::Closed), n_in_state(ItemState::Deferred));
    let n_open = facts.individual_items.len() - n_closed - n_deferred;
    if 0 < n_open {
        return Err(refusal("conclusion.individual_items_open")
            .arg("open", n_open)
            .next("conference.open_item", Role::Chair));
    }
    if 0 < facts.n_deferred_without_reason {
        return Err(refusal("conclusion.deferred_without_reason")
            .arg("missing", facts.n_deferred_without_reason)
            .next("conference.defer_item", Role::Chair));
    }
    if facts.second_round != Some(RoundState::Closed) {
        return Err(refusal("conclusion.second_round_open").next("synthesis.close_round", Role::Secretary));
    }
    let n_supplemented = supplemented(facts)?;
    Ok(ReportCompleted { n_supplemented, n_deferred })
}

fn supplemented(facts: &CompletionFacts<'_>) -> Result<u32, Refusal> {
    let write = |refused: Refusal| Err(refused.next("conclusion.write_supplement", Role::Secretary));
    match facts.supplement {
        Supplement::Missing | Supplement::Lists(0) => write(refusal("conclusion.supplement_missing")),
        Supplement::Lists(_) | Supplement::StatesNothing if 0 < facts.n_points_not_listed => {
            write(refusal("conclusion.supplement_incomplete").arg("missing", facts.n_points_not_listed))
        }
        Supplement::Lists(n_listed) => Ok(n_listed),
        Supplement::StatesNothing => Ok(0),
    }
}

fn refusal(code: &'static str) -> Refusal {
    Refusal::new(code).gate(Gate::Completed)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DONE: CompletionFacts<'static> = CompletionFacts {
        individual_items: &[ItemState::Closed, ItemState::Closed, ItemState::Deferred],
        n_deferred_without_reason: 0,
        second_round: Some(RoundState::Closed),
        supplement: Supplement::Lists(4),
        n_points_not_listed: 0,
    };

    fn check(facts: CompletionFacts<'_>, expected: Result<u32, &str>) {
        let result = complete_report(&facts).map(|completed| completed.n_supplemented);
        assert_eq!(result.map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn the_report_is_final_after_the_individuals_and_with_what_came_from_them() {
        check(DONE, Ok(4));
    }

    #[test]
    fn an_individual_item_that_is_not_done_holds_up_the_report() {
        for state in [ItemState::Waiting, ItemState::Open] {
            check(
                CompletionFacts { individual_items: &[state], ..DONE },
                Err("conclusion.individual_items_open"),
            );
        }
        let unreasoned = CompletionFacts { n_deferred_without_reason: 1, ..DONE };
        check(unreasoned, Err("conclusion.deferred_without_reason"));
    }

    #[test]
    fn the_second_round_is_closed_before_the_report_is_final() {
        for second_round in [None, Some(RoundState::Open)] {
            check(CompletionFacts { second_round, ..DONE }, Err("conclusion.second_round_open"));
        }
    }

    #[test]
    fn a_supplement_lists_everything_or_states_that_nothing_came() {
        for supplement in [Supplement::Missing, Supplement::Lists(0)] {
            check(CompletionFacts { supplement, ..DONE }, Err("conclusion.supplement_missing"));
        }
        check(CompletionFacts { supplement: Supplement::StatesNothing, ..DONE }, Ok(0));
        for supplement in [Supplement::Lists(3), Supplement::StatesNothing] {
            let short = CompletionFacts { supplement, n_points_not_listed: 1, ..DONE };
            check(short, Err("conclusion.supplement_incomplete"));
        }
    }
}
