//! A sitting gets a day, a room and a chair; two sittings never need the same room or chair at once, and
//! regular work keeps its time (G16).

use jiff::civil::Date;

use super::add_task::within_campaign;
use crate::common::gate::Gate;
use crate::common::{Hour, Refusal, Role};

/// A stretch of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// The day.
    pub day: Date,
    /// From.
    pub starts: Hour,
    /// To.
    pub ends: Hour,
}

impl Stretch {
    /// Whether two stretches share a minute.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        self.day == other.day && self.starts < other.ends && other.starts < self.ends
    }
}

/// Something else that has its time already.
#[derive(Debug, Clone)]
pub struct Booked {
    /// When.
    pub when: Stretch,
    /// What it is called.
    pub title: String,
    /// Whether it needs the same room.
    pub same_room: bool,
    /// Whether it needs the same chair.
    pub same_chair: bool,
    /// Whether it is regular work that must go on.
    pub is_regular: bool,
}

/// What is known when a sitting is to be planned.
#[derive(Debug, Clone)]
pub struct AddSitting {
    /// When.
    pub when: Stretch,
    /// The first day of the campaign.
    pub opens: Date,
    /// The day by which the campaign is to be closed.
    pub closes: Date,
    /// Whether people work on that day.
    pub is_working_day: bool,
    /// What has its time already.
    pub booked: Vec<Booked>,
}

/// A sitting that may be planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SittingAdded {
    /// When.
    pub when: Stretch,
}

/// Decides whether a sitting may be planned.
///
/// # Errors
///
/// Refuses a sitting that ends before it begins, on a day outside the campaign or off work, in a room or with a
/// chair that is taken, or on top of regular work.
pub fn add_sitting(command: &AddSitting) -> Result<SittingAdded, Refusal> {
    let when = command.when;
    if when.ends <= when.starts {
        return Err(Refusal::new("plan.ends_before_it_begins")
            .arg("starts", when.starts)
            .arg("ends", when.ends)
            .next("plan.add_sitting", Role::Organiser));
    }
    within_campaign(when.day, command.opens, command.closes)?;
    if !command.is_working_day {
        return Err(Refusal::new("plan.not_a_working_day")
            .arg("day", when.day)
            .next("plan.add_sitting", Role::Organiser));
    }
    let met = |booked: &&Booked| booked.when.meets(&when);
    for booked in command.booked.iter().filter(met) {
        refuse_clash(booked)?;
    }
    Ok(SittingAdded { when })
}

fn refuse_clash(booked: &Booked) -> Result<(), Refusal> {
    let code = if booked.is_regular && booked.same_chair {
        "plan.regular_work"
    } else if booked.same_room {
        "plan.room_taken"
    } else if booked.same_chair {
        "plan.chair_taken"
    } else {
        return Ok(());
    };
    let refusal = Refusal::new(code)
        .arg("title", &booked.title)
        .arg("starts", booked.when.starts)
        .arg("ends", booked.when.ends)
        .next("plan.add_sitting", Role::Organiser);
    Err(if booked.is_regular { refusal.gate(Gate::Load) } else { refusal })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn stretch(starts: &str, ends: &str) -> Stretch {
        Stretch { day: date(2026, 12, 4), starts: starts.parse().unwrap(), ends: ends.parse().unwrap() }
    }

    fn check(starts: &str, ends: &str, booked: Option<(bool, bool, bool)>, expected: Result<(), &str>) {
        let booked = booked.map(|(same_room, same_chair, is_regular)| Booked {
            when: stretch("08:00", "11:30"),
            title: "Tiếp công dân".to_owned(),
            same_room,
            same_chair,
            is_regular,
        });
        let command = AddSitting {
            when: stretch(starts, ends),
            opens: date(2026, 11, 2),
            closes: date(2026, 12, 31),
            is_working_day: true,
            booked: booked.into_iter().collect(),
        };
        assert_eq!(add_sitting(&command).map(|_| ()).map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn two_sittings_never_need_the_same_room_or_chair_at_once() {
        check("09:00", "12:00", Some((true, false, false)), Err("plan.room_taken"));
        check("09:00", "12:00", Some((false, true, false)), Err("plan.chair_taken"));
        check("11:30", "12:00", Some((true, true, false)), Ok(()));
        check("09:00", "12:00", Some((false, false, false)), Ok(()));
    }

    #[test]
    fn regular_work_keeps_its_time() {
        check("09:00", "12:00", Some((false, true, true)), Err("plan.regular_work"));
        check("13:30", "17:00", Some((false, true, true)), Ok(()));
    }

    #[test]
    fn a_sitting_ends_after_it_begins() {
        check("09:00", "09:00", None, Err("plan.ends_before_it_begins"));
    }
}
