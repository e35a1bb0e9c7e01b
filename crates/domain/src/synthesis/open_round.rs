//! A first round before the conference; a second after the individuals, and not before the first is signed off.

use super::states::{RoundKind, RoundState};
use crate::common::{Refusal, Role};

/// A round that may begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoundOpened {
    /// Which synthesis it is.
    pub kind: RoundKind,
    /// The number that its opinions carry.
    pub number: i64,
}

/// Decides which round begins; `rounds` holds the state of those that were begun, in their order.
///
/// # Errors
///
/// Refuses while a round runs, and after both are signed off.
pub fn open_round(rounds: &[RoundState]) -> Result<RoundOpened, Refusal> {
    if rounds.contains(&RoundState::Open) {
        return Err(Refusal::new("synthesis.round_runs_already")
            .arg("number", rounds.len())
            .next("synthesis.close_round", Role::Secretary));
    }
    match rounds.len() {
        0 => Ok(RoundOpened { kind: RoundKind::BeforeConference, number: 1 }),
        1 => Ok(RoundOpened { kind: RoundKind::AfterIndividuals, number: 2 }),
        _ => Err(Refusal::new("synthesis.both_rounds_closed").next("synthesis", Role::Secretary)),
    }
}

/// Finds the round in which work goes on.
///
/// # Errors
///
/// Refuses when none is open.
pub fn open_one<T>(round: Option<T>) -> Result<T, Refusal> {
    round.ok_or_else(|| Refusal::new("synthesis.no_open_round").next("synthesis.open_round", Role::Secretary))
}

#[cfg(test)]
mod tests {
    use super::*;
    use RoundState::{Closed, Open};

    fn check(rounds: &[RoundState], expected: Result<(RoundKind, i64), &str>) {
        let opened = open_round(rounds).map(|opened| (opened.kind, opened.number));
        assert_eq!(opened.map_err(|refusal| refusal.code), expected, "{rounds:?}");
    }

    #[test]
    fn the_second_round_begins_after_the_first_is_signed_off() {
        check(&[], Ok((RoundKind::BeforeConference, 1)));
        check(&[Open], Err("synthesis.round_runs_already"));
        check(&[Closed], Ok((RoundKind::AfterIndividuals, 2)));
        check(&[Closed, Open], Err("synthesis.round_runs_already"));
        check(&[Closed, Closed], Err("synthesis.both_rounds_closed"));
    }

    #[test]
    fn nothing_is_placed_where_no_round_is_open() {
        assert_eq!(open_one(Some(1)), Ok(1));
        assert_eq!(open_one::<i64>(None).unwrap_err().code, "synthesis.no_open_round");
    }
}
