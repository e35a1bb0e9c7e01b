//! Where a conference must stand for something to be done in it; gate G14 for what was sealed.

use super::states::ConferenceState;
use crate::common::{Gate, Refusal, Role};

/// Decides whether a conference is still to come.
///
/// # Errors
///
/// Refuses one that has begun.
pub fn still_called(state: ConferenceState) -> Result<(), Refusal> {
    match state {
        ConferenceState::Called => Ok(()),
        ConferenceState::Open | ConferenceState::Closed => Err(Refusal::new("conference.has_begun")
            .arg("state_code", said(state))
            .next("conference", Role::Secretary)),
    }
}

/// Decides whether a conference is in session.
///
/// # Errors
///
/// Refuses one that has not begun, or has ended.
pub fn in_session(state: ConferenceState) -> Result<(), Refusal> {
    match state {
        ConferenceState::Open => Ok(()),
        ConferenceState::Called => Err(Refusal::new("conference.not_in_session")
            .arg("state_code", said(state))
            .next("conference.open", Role::Chair)),
        ConferenceState::Closed => not_sealed(state),
    }
}

/// Decides whether the minutes may still change.
///
/// # Errors
///
/// Refuses minutes that are sealed: what comes later is an annex.
pub fn not_sealed(state: ConferenceState) -> Result<(), Refusal> {
    match state {
        ConferenceState::Called | ConferenceState::Open => Ok(()),
        ConferenceState::Closed => Err(Refusal::new("conference.minutes_sealed")
            .gate(Gate::Sealed)
            .next("conference.add_annex", Role::Secretary)),
    }
}

/// Decides whether minutes are sealed, so that they can be quoted and annexed.
///
/// # Errors
///
/// Refuses minutes that may still change.
pub fn sealed(state: ConferenceState) -> Result<(), Refusal> {
    match state {
        ConferenceState::Closed => Ok(()),
        ConferenceState::Called | ConferenceState::Open => Err(Refusal::new("conference.minutes_not_sealed")
            .gate(Gate::Sealed)
            .next("conference.close", Role::Chair)),
    }
}

/// The word of a state among people: “open” alone is said of tasks.
const fn said(state: ConferenceState) -> &'static str {
    match state {
        ConferenceState::Called => "conference_called",
        ConferenceState::Open => "conference_open",
        ConferenceState::Closed => "conference_closed",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Rule = fn(ConferenceState) -> Result<(), Refusal>;

    #[test]
    fn what_is_done_in_a_conference_has_its_time() {
        let table: [(Rule, [bool; 3]); 4] = [
            (still_called, [true, false, false]),
            (in_session, [false, true, false]),
            (not_sealed, [true, true, false]),
            (sealed, [false, false, true]),
        ];
        for (rule, expected) in table {
            let found: Vec<bool> = ConferenceState::ALL.iter().map(|state| rule(*state).is_ok()).collect();
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn what_comes_too_late_is_pointed_to_the_annex() {
        let refusal = in_session(ConferenceState::Closed).unwrap_err();
        assert_eq!((refusal.code, refusal.gate), ("conference.minutes_sealed", Some(Gate::Sealed)));
        assert_eq!(refusal.next.unwrap().act, "conference.add_annex");
    }
}
