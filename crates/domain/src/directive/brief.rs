//! A briefing on a paper: who was asked to come, and who was there.

use jiff::civil::Date;

use super::states::AttendanceState;
use crate::common::{Reason, Refusal, Role};

/// A briefing to which people are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Briefed {
    /// Where it stands with each of them.
    pub state: AttendanceState,
}

/// Decides whether a briefing may be set up.
///
/// # Errors
///
/// Refuses one to which nobody is asked.
pub fn add_briefing(n_invited: usize) -> Result<Briefed, Refusal> {
    if n_invited == 0 {
        return Err(Refusal::new("directive.nobody_invited").next("directive.add_briefing", Role::Organiser));
    }
    Ok(Briefed { state: AttendanceState::Invited })
}

/// Whether somebody was at a briefing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attended {
    /// Whether the person was there.
    pub state: AttendanceState,
    /// Why not, when not.
    pub reason: Option<Reason>,
}

/// Decides whether it may be noted who was at a briefing.
///
/// # Errors
///
/// Refuses before its day: nobody was there yet.
pub fn note_attendance(held: Date, today: Date) -> Result<(), Refusal> {
    if today < held {
        return Err(Refusal::new("directive.briefing_not_held")
            .arg("day", held)
            .next("directive.note_attendance", Role::Secretary));
    }
    Ok(())
}

/// Somebody who was asked to come: absent with the reason, present without one.
#[must_use]
pub fn attended(absent_because: Option<Reason>) -> Attended {
    let state = if absent_because.is_some() { AttendanceState::Absent } else { AttendanceState::Present };
    Attended { state, reason: absent_because }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn somebody_is_asked_to_come() {
        assert_eq!(add_briefing(1).unwrap().state, AttendanceState::Invited);
        assert_eq!(add_briefing(0).unwrap_err().code, "directive.nobody_invited");
    }

    #[test]
    fn who_was_there_is_noted_on_the_day_or_after_it() {
        let held = date(2026, 11, 5);
        assert_eq!(note_attendance(held, date(2026, 11, 4)).unwrap_err().code, "directive.briefing_not_held");
        assert!(note_attendance(held, held).is_ok());
        assert!(note_attendance(held, date(2026, 11, 9)).is_ok());
    }

    #[test]
    fn absence_has_a_reason() {
        assert_eq!(attended(None).state, AttendanceState::Present);
        let ill = Reason::parse("ốm").unwrap();
        assert_eq!(
            attended(Some(ill.clone())),
            Attended { state: AttendanceState::Absent, reason: Some(ill) }
        );
    }
}
