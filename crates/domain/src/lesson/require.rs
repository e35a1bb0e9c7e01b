//! The chair of a lesson conference requires something of units; each acknowledges it and turns it into a task.

use jiff::civil::Date;

use super::states::RequirementState;
use crate::common::{Refusal, Role};
use crate::conference::ConferenceState;
use crate::conference::standing::in_session;

/// What is known of a requirement that is to be made.
#[derive(Debug, Clone, Copy)]
pub struct Require {
    /// Where the conference stands.
    pub conference: ConferenceState,
    /// To how many units it is addressed.
    pub n_addressed: usize,
    /// By when.
    pub deadline: Date,
    /// Today.
    pub today: Date,
}

/// A requirement that is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Required;

/// Decides whether the chair requires something.
///
/// # Errors
///
/// Refuses outside a conference in session, a requirement of nobody, and a deadline that has passed.
pub fn require(command: &Require) -> Result<Required, Refusal> {
    in_session(command.conference)?;
    if command.n_addressed == 0 {
        return Err(Refusal::new("lesson.nobody_addressed").next("lesson.require", Role::Chair));
    }
    if command.deadline < command.today {
        return Err(Refusal::new("lesson.deadline_has_passed")
            .arg("deadline", command.deadline)
            .arg("today", command.today)
            .next("lesson.require", Role::Chair));
    }
    Ok(Required)
}

/// Decides whether a unit acknowledges a requirement, once the minutes that hold it are sealed.
///
/// # Errors
///
/// Refuses one that was not issued yet, and one that was acknowledged before.
pub fn acknowledge(
    conference: ConferenceState,
    state: RequirementState,
) -> Result<RequirementState, Refusal> {
    if conference != ConferenceState::Closed {
        return Err(Refusal::new("lesson.not_issued_yet").next("lesson.close", Role::Chair));
    }
    match state {
        RequirementState::Addressed => Ok(RequirementState::Acknowledged),
        RequirementState::Acknowledged | RequirementState::Planned => {
            Err(Refusal::new("lesson.acknowledged_already").next("lesson.plan", Role::Organiser))
        }
    }
}

/// What is known of a requirement that is to become a task of a unit.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// Where the requirement stands there.
    pub state: RequirementState,
    /// By when the task is due.
    pub due: Date,
    /// By when the chair requires it.
    pub deadline: Date,
    /// Today.
    pub today: Date,
}

/// Decides whether a requirement becomes a task.
///
/// # Errors
///
/// Refuses one that was not acknowledged or became a task before, and a day outside today and the deadline.
pub fn plan(command: &Plan) -> Result<RequirementState, Refusal> {
    let code = match command.state {
        RequirementState::Addressed => "lesson.not_acknowledged",
        RequirementState::Planned => "lesson.planned_already",
        RequirementState::Acknowledged => return in_time(command).map(|()| RequirementState::Planned),
    };
    Err(Refusal::new(code).next("lesson.acknowledge", Role::Organiser))
}

fn in_time(command: &Plan) -> Result<(), Refusal> {
    let late = command.deadline.max(command.today);
    if command.today <= command.due && command.due <= late {
        return Ok(());
    }
    Err(Refusal::new("lesson.due_after_deadline")
        .arg("due", command.due)
        .arg("today", command.today)
        .arg("deadline", command.deadline)
        .next("lesson.plan", Role::Organiser))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::RequirementState::{Acknowledged, Addressed, Planned};
    use super::*;

    const TODAY: Date = date(2026, 12, 18);

    fn code<T: PartialEq>(result: Result<T, Refusal>) -> Result<(), &'static str> {
        result.map(|_| ()).map_err(|refusal| refusal.code)
    }

    #[test]
    fn the_chair_requires_something_of_units_by_a_day_to_come() {
        let fine = Require {
            conference: ConferenceState::Open,
            n_addressed: 3,
            deadline: date(2027, 1, 31),
            today: TODAY,
        };
        assert_eq!(code(require(&fine)), Ok(()));
        assert_eq!(code(require(&Require { n_addressed: 0, ..fine })), Err("lesson.nobody_addressed"));
        let past = Require { deadline: date(2026, 12, 17), ..fine };
        assert_eq!(code(require(&past)), Err("lesson.deadline_has_passed"));
        let early = Require { conference: ConferenceState::Called, ..fine };
        assert_eq!(code(require(&early)), Err("conference.not_in_session"));
    }

    #[test]
    fn a_unit_acknowledges_once_what_sealed_minutes_hold() {
        assert_eq!(acknowledge(ConferenceState::Closed, Addressed), Ok(Acknowledged));
        assert_eq!(code(acknowledge(ConferenceState::Open, Addressed)), Err("lesson.not_issued_yet"));
        for again in [Acknowledged, Planned] {
            let refused = acknowledge(ConferenceState::Closed, again);
            assert_eq!(code(refused), Err("lesson.acknowledged_already"));
        }
    }

    #[test]
    fn what_was_acknowledged_becomes_one_task_within_the_deadline() {
        let fine =
            Plan { state: Acknowledged, due: date(2027, 1, 15), deadline: date(2027, 1, 31), today: TODAY };
        assert_eq!(plan(&fine), Ok(Planned));
        assert_eq!(code(plan(&Plan { state: Addressed, ..fine })), Err("lesson.not_acknowledged"));
        assert_eq!(code(plan(&Plan { state: Planned, ..fine })), Err("lesson.planned_already"));
        let late = Plan { due: date(2027, 2, 1), ..fine };
        assert_eq!(code(plan(&late)), Err("lesson.due_after_deadline"));
        let past = Plan { due: date(2026, 12, 1), ..fine };
        assert_eq!(code(plan(&past)), Err("lesson.due_after_deadline"));
    }

    #[test]
    fn a_unit_that_is_late_may_still_plan_for_today() {
        let late = Plan { state: Acknowledged, due: TODAY, deadline: date(2026, 12, 1), today: TODAY };
        assert_eq!(plan(&late), Ok(Planned));
    }
}
