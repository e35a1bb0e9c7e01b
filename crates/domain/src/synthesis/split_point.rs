//! A point that holds two matters becomes two: the new one remembers where it came from, and some opinions move.

use super::states::RoundState;
use crate::common::{Gate, Refusal, Role};

/// Decides whether a point is split; `n_chosen` of its `n_held` opinions are to move.
///
/// # Errors
///
/// Refuses in a closed round, and when none or all of the opinions would move.
pub fn split_point(round: RoundState, n_chosen: usize, n_held: usize) -> Result<(), Refusal> {
    change_point(round)?;
    if n_chosen == 0 {
        return Err(Refusal::new("synthesis.split_of_nothing").next("synthesis.split_point", Role::Coder));
    }
    if n_held <= n_chosen {
        return Err(Refusal::new("synthesis.split_of_everything")
            .arg("count", n_held)
            .next("synthesis.reword_point", Role::Coder));
    }
    Ok(())
}

/// Decides whether a point may be worded anew.
///
/// # Errors
///
/// Refuses for a point of a closed round.
pub fn change_point(round: RoundState) -> Result<(), Refusal> {
    match round {
        RoundState::Open => Ok(()),
        RoundState::Closed => Err(Refusal::new("synthesis.point_in_closed_round")
            .gate(Gate::Accounted)
            .next("synthesis", Role::Secretary)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(round: RoundState, n_chosen: usize, expected: Result<(), &str>) {
        assert_eq!(split_point(round, n_chosen, 5).map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn a_split_leaves_opinions_on_both_sides() {
        check(RoundState::Open, 2, Ok(()));
        check(RoundState::Open, 0, Err("synthesis.split_of_nothing"));
        check(RoundState::Open, 5, Err("synthesis.split_of_everything"));
    }

    #[test]
    fn a_point_of_a_closed_round_stays_as_it_is() {
        check(RoundState::Closed, 2, Err("synthesis.point_in_closed_round"));
    }
}
