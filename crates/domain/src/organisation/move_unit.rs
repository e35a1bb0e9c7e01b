//! A unit comes under another, from a day on; until the day before it stays where it was.

use jiff::civil::Date;

use super::days::{Days, lies_in};
use crate::common::{Refusal, Role};

/// What is known when a unit is to be moved.
#[derive(Debug, Clone, Copy)]
pub struct MoveUnit {
    /// The first day under the other unit.
    pub from: Date,
    /// The days of the unit.
    pub unit: Days,
    /// The days of the unit that it is to come under.
    pub parent: Days,
    /// Since when it lies where it lies.
    pub since: Date,
    /// Whether it lies there already.
    pub is_there: bool,
    /// Whether the other unit is the unit itself or lies below it.
    pub is_below_itself: bool,
}

/// What is written: the old link ends, the new one begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnitMoved {
    /// The last day of the old link.
    pub last_day_before: Date,
    /// The first day of the new one.
    pub from: Date,
}

/// Decides whether a unit may be moved.
///
/// # Errors
///
/// Refuses a move below the unit itself or to where it lies, a day on which it has moved already, and a unit above
/// that is not in force all the time.
pub fn move_unit(command: &MoveUnit) -> Result<UnitMoved, Refusal> {
    let refused = |code| Refusal::new(code).next("organisation.move_unit", Role::Organiser);
    if command.is_below_itself {
        return Err(refused("organisation.moves_below_itself"));
    }
    if command.is_there {
        return Err(refused("organisation.is_there_already"));
    }
    if !lies_in((command.from, command.unit.1), command.parent) {
        return Err(refused("organisation.parent_not_in_force").arg("from", command.from));
    }
    match command.from.yesterday() {
        Ok(last_day_before) if command.since <= last_day_before => {
            Ok(UnitMoved { last_day_before, from: command.from })
        }
        _ => {
            Err(refused("organisation.moves_too_early").arg("from", command.from).arg("since", command.since))
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn command() -> MoveUnit {
        MoveUnit {
            from: date(2026, 7, 1),
            unit: (date(2025, 7, 1), None),
            parent: (date(2025, 7, 1), None),
            since: date(2025, 7, 1),
            is_there: false,
            is_below_itself: false,
        }
    }

    fn check(command: MoveUnit, expected: &str) {
        assert_eq!(move_unit(&command).unwrap_err().code, expected);
    }

    #[test]
    fn a_unit_moves_from_a_day_on_and_stays_until_the_day_before() {
        let moved = move_unit(&command()).unwrap();
        assert_eq!((moved.last_day_before, moved.from), (date(2026, 6, 30), date(2026, 7, 1)));
    }

    #[test]
    fn a_unit_moves_neither_below_itself_nor_to_where_it_is() {
        check(MoveUnit { is_below_itself: true, ..command() }, "organisation.moves_below_itself");
        check(MoveUnit { is_there: true, ..command() }, "organisation.is_there_already");
    }

    #[test]
    fn a_unit_moves_after_it_last_moved_and_while_the_other_is_in_force() {
        check(MoveUnit { from: date(2025, 7, 1), ..command() }, "organisation.moves_too_early");
        let ends = (date(2025, 7, 1), Some(date(2026, 12, 31)));
        check(MoveUnit { parent: ends, ..command() }, "organisation.parent_not_in_force");
    }
}
