//! A conference is called: its day, its agenda, who comes; or it is put off to another day.

use jiff::civil::Date;

use super::quorum::quorum;
use super::standing::still_called;
use super::states::{ConferenceState, ItemState, MoveCause};
use crate::common::{Gate, Ratio, Refusal, Role};
use crate::plan::{AddTask, add_task};

/// The days between which a campaign runs, and today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// The first day of the campaign.
    pub opens: Date,
    /// The day by which it is to be closed.
    pub closes: Date,
    /// Today.
    pub today: Date,
}

/// What is known of a conference that is to be called.
#[derive(Debug, Clone, Copy)]
pub struct CallConference<'a> {
    /// Its day.
    pub day: Date,
    /// The days of the campaign.
    pub days: Days,
    /// Whether the planned sitting, where there is one, still waits for its conference.
    pub is_sitting_free: bool,
    /// How many are called who count for the quorum.
    pub n_voters: usize,
    /// For each subject on the agenda, where it stands on agendas before; nothing when it was on none.
    pub subjects: &'a [Option<ItemState>],
    /// How many other items there are.
    pub n_other_items: usize,
}

/// A conference that is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConferenceCalled {
    /// Its day.
    pub day: Date,
    /// How many items it has.
    pub n_items: usize,
}

/// Decides whether a conference may be called.
///
/// # Errors
///
/// Refuses a day that has passed or lies outside the campaign, a sitting that has its conference, a conference to which nobody is called, an empty
/// agenda, and a subject that was reviewed or waits on another agenda.
pub fn call(command: &CallConference<'_>) -> Result<ConferenceCalled, Refusal> {
    day_ahead(command.day, command.days)?;
    if !command.is_sitting_free {
        return Err(Refusal::new("conference.sitting_taken").next("plan.add_sitting", Role::Organiser));
    }
    if command.n_voters == 0 {
        return Err(Refusal::new("conference.nobody_called").next("organisation", Role::Organiser));
    }
    let n_items = command.subjects.len() + command.n_other_items;
    if n_items == 0 {
        return Err(Refusal::new("conference.nothing_on_agenda").next("conference.call", Role::Organiser));
    }
    let is_taken = |state: &&Option<ItemState>| !matches!(state, None | Some(ItemState::Deferred));
    let n_taken = command.subjects.iter().filter(is_taken).count();
    if 0 < n_taken {
        return Err(Refusal::new("conference.subject_on_agenda")
            .arg("subjects", n_taken)
            .next("conference", Role::Secretary));
    }
    Ok(ConferenceCalled { day: command.day, n_items })
}

/// What is known of a conference that is to be put off.
#[derive(Debug, Clone, Copy)]
pub struct MoveConference {
    /// Where it stands.
    pub state: ConferenceState,
    /// The day for which it was called.
    pub from: Date,
    /// The day on which it is to be held.
    pub to: Date,
    /// The days of the campaign.
    pub days: Days,
    /// Why.
    pub cause: MoveCause,
    /// How many of those called came, once all are recorded.
    pub n_present: Option<u32>,
    /// How many were called who count for the quorum.
    pub n_called: u32,
    /// The share of those called who must be present.
    pub ratio: Ratio,
}

/// A conference that was put off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConferenceMoved {
    /// Its new day.
    pub day: Date,
    /// How many had come.
    pub n_present: Option<u32>,
}

/// Decides whether a conference may be put off.
///
/// # Errors
///
/// Refuses one that has begun, the same day, a day that has passed or lies outside the campaign, and the cause
/// “no quorum” where nobody recorded who came or enough did.
pub fn move_conference(command: &MoveConference) -> Result<ConferenceMoved, Refusal> {
    still_called(command.state)?;
    if command.from == command.to {
        return Err(Refusal::new("conference.same_day")
            .arg("day", command.to)
            .next("conference.move", Role::Secretary));
    }
    day_ahead(command.to, command.days)?;
    if command.cause == MoveCause::NoQuorum {
        lacked_quorum(command)?;
    }
    Ok(ConferenceMoved { day: command.to, n_present: command.n_present })
}

fn lacked_quorum(command: &MoveConference) -> Result<(), Refusal> {
    let Some(n_present) = command.n_present else {
        return Err(Refusal::new("conference.attendance_not_recorded")
            .gate(Gate::Quorum)
            .next("conference.record_attendance", Role::Secretary));
    };
    match quorum(command.n_called, n_present, command.ratio) {
        Err(_) => Ok(()),
        Ok(_) => Err(Refusal::new("conference.quorum_was_there")
            .gate(Gate::Quorum)
            .arg("present", n_present)
            .arg("called", command.n_called)
            .next("conference.open", Role::Chair)),
    }
}

fn day_ahead(day: Date, days: Days) -> Result<(), Refusal> {
    add_task(&AddTask { due: day, opens: days.opens, closes: days.closes })?;
    if day < days.today {
        return Err(Refusal::new("conference.day_has_passed")
            .arg("day", day)
            .arg("today", days.today)
            .next("conference.call", Role::Organiser));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use ItemState::{Closed, Deferred, Waiting};

    const DAYS: Days =
        Days { opens: date(2026, 11, 2), closes: date(2026, 12, 31), today: date(2026, 11, 20) };

    fn check(day: Date, n_voters: usize, subjects: &[Option<ItemState>], expected: Result<usize, &str>) {
        let command =
            CallConference { day, days: DAYS, is_sitting_free: true, n_voters, subjects, n_other_items: 0 };
        assert_eq!(call(&command).map(|called| called.n_items).map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn a_conference_is_called_for_a_day_to_come() {
        let fine = [None, Some(Deferred)];
        check(date(2026, 12, 4), 17, &fine, Ok(2));
        check(date(2026, 11, 20), 17, &fine, Ok(2));
        check(date(2026, 11, 19), 17, &fine, Err("conference.day_has_passed"));
        check(date(2027, 1, 4), 17, &fine, Err("plan.day_outside_campaign"));
    }

    #[test]
    fn a_planned_sitting_becomes_one_conference() {
        let taken = CallConference {
            day: date(2026, 12, 4),
            days: DAYS,
            is_sitting_free: false,
            n_voters: 17,
            subjects: &[None],
            n_other_items: 0,
        };
        assert_eq!(call(&taken).unwrap_err().code, "conference.sitting_taken");
    }

    #[test]
    fn it_has_people_and_an_agenda() {
        check(date(2026, 12, 4), 0, &[None], Err("conference.nobody_called"));
        check(date(2026, 12, 4), 17, &[], Err("conference.nothing_on_agenda"));
    }

    #[test]
    fn nobody_is_reviewed_twice_or_on_two_agendas_at_once() {
        for taken in [Closed, Waiting, ItemState::Open] {
            check(date(2026, 12, 4), 17, &[None, Some(taken)], Err("conference.subject_on_agenda"));
        }
    }

    fn put_off(cause: MoveCause, n_present: Option<u32>, to: Date, expected: Result<(), &str>) {
        let command = MoveConference {
            state: ConferenceState::Called,
            from: date(2026, 12, 4),
            to,
            days: DAYS,
            cause,
            n_present,
            n_called: 17,
            ratio: Ratio::new(2, 3).unwrap(),
        };
        assert_eq!(move_conference(&command).map(|_| ()).map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn a_conference_that_has_not_begun_is_put_off_to_another_day() {
        put_off(MoveCause::OtherCause, None, date(2026, 12, 8), Ok(()));
        put_off(MoveCause::OtherCause, None, date(2026, 12, 4), Err("conference.same_day"));
        put_off(MoveCause::OtherCause, None, date(2026, 11, 19), Err("conference.day_has_passed"));
    }

    #[test]
    fn no_quorum_is_said_only_where_it_was_counted() {
        let later = date(2026, 12, 8);
        put_off(MoveCause::NoQuorum, Some(11), later, Ok(()));
        put_off(MoveCause::NoQuorum, Some(12), later, Err("conference.quorum_was_there"));
        put_off(MoveCause::NoQuorum, None, later, Err("conference.attendance_not_recorded"));
    }
}
