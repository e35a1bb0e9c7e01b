//! Where a stage of a review stands for the board: a refusal of a gate holds it up, and a day that passed makes it
//! late without anybody doing anything.

use jiff::civil::Date;

use super::StandingState;
use crate::common::Gate;

/// Whether a refusal of this gate holds its stage up. The others refuse one attempt — somebody else is to do it,
/// what is sealed is corrected beside it — and the stage goes on.
#[must_use]
pub const fn holds_up(gate: Gate) -> bool {
    matches!(
        gate,
        Gate::Accounted
            | Gate::Grounded
            | Gate::Heard
            | Gate::Order
            | Gate::Completed
            | Gate::Concrete
            | Gate::Compared
            | Gate::PapersOut
            | Gate::Quorum
            | Gate::Publishable
            | Gate::Suggested
            | Gate::AnsweredFor
    )
}

/// Where a stage stands after a gate refused an act in it; none when it stays where it is.
#[must_use]
pub fn block(gate: Option<Gate>, state: StandingState) -> Option<StandingState> {
    let is_held_up = gate.is_some_and(holds_up) && state != StandingState::Done;
    is_held_up.then_some(StandingState::Blocked)
}

/// Where a stage stands that was begun and of which so much is done: where there is nothing to do, it runs.
#[must_use]
pub const fn begun(done: i64, total: i64) -> StandingState {
    if 0 < total && total <= done { StandingState::Done } else { StandingState::Running }
}

/// Where a stage stands on a day, and how many days its first open duty is past.
#[must_use]
pub fn stand_on(state: StandingState, due: Option<Date>, today: Date) -> (StandingState, i64) {
    let past = due.filter(|due| *due < today).and_then(|due| due.until(today).ok());
    let days = past.map_or(0, |span| i64::from(span.get_days()));
    match state {
        StandingState::Ahead | StandingState::Running if 0 < days => (StandingState::Late, days),
        StandingState::Done => (state, 0),
        _ => (state, days),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use StandingState::{Ahead, Blocked, Done, Late, Running};

    #[test]
    fn a_stage_is_done_when_all_of_it_is_and_runs_where_there_is_nothing_to_do() {
        assert_eq!([begun(0, 3), begun(2, 3), begun(3, 3), begun(0, 0)], [Running, Running, Done, Running]);
    }

    #[test]
    fn a_gate_that_is_shut_holds_its_stage_up_until_it_is_done() {
        assert_eq!(block(Some(Gate::Accounted), Running), Some(Blocked));
        assert_eq!(block(Some(Gate::Accounted), Done), None);
        assert_eq!(block(Some(Gate::SeparateHands), Running), None, "somebody else checks, and it goes on");
        assert_eq!(block(None, Running), None);
    }

    #[test]
    fn a_day_that_passed_makes_what_is_open_late() {
        let (day, next) = (date(2026, 11, 20), date(2026, 11, 23));
        assert_eq!(stand_on(Running, Some(day), next), (Late, 3));
        assert_eq!(stand_on(Ahead, Some(day), next), (Late, 3));
        assert_eq!(stand_on(Running, Some(next), next), (Running, 0), "the day itself is in time");
        assert_eq!(stand_on(Done, Some(day), next), (Done, 0));
        assert_eq!(stand_on(Blocked, Some(day), next), (Blocked, 3));
    }
}
