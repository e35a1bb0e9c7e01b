//! A unit is added to the tree under another, from a day on.

use jiff::civil::Date;

use crate::common::{Refusal, Role};

/// What is known when a unit is to be added.
#[derive(Debug, Clone, Copy)]
pub struct AddUnit {
    /// The first day of the new unit.
    pub from: Date,
    /// Whether another unit has its code already.
    pub is_code_taken: bool,
    /// The days on which the unit above is in force.
    pub parent_from: Date,
    /// Its last day, if it has one.
    pub parent_to: Option<Date>,
}

/// A unit that may be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnitAdded {
    /// Its first day.
    pub from: Date,
}

/// Decides whether a unit may be added.
///
/// # Errors
///
/// Refuses a code that is taken, and a unit that would begin on a day when the unit above it is not in force.
pub fn add_unit(command: &AddUnit) -> Result<UnitAdded, Refusal> {
    if command.is_code_taken {
        return Err(Refusal::new("organisation.code_taken").next("organisation.add_unit", Role::Organiser));
    }
    let is_in_force =
        command.parent_from <= command.from && command.parent_to.is_none_or(|last| command.from <= last);
    if !is_in_force {
        return Err(Refusal::new("organisation.parent_not_in_force")
            .arg("from", command.from)
            .next("organisation.add_unit", Role::Organiser));
    }
    Ok(UnitAdded { from: command.from })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn check(from: Date, is_code_taken: bool, expected: Result<(), &str>) {
        let command = AddUnit {
            from,
            is_code_taken,
            parent_from: date(2025, 7, 1),
            parent_to: Some(date(2026, 12, 31)),
        };
        assert_eq!(add_unit(&command).map(|_| ()).map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn a_unit_begins_while_the_unit_above_it_is_in_force() {
        check(date(2025, 7, 1), false, Ok(()));
        check(date(2025, 6, 30), false, Err("organisation.parent_not_in_force"));
        check(date(2027, 1, 1), false, Err("organisation.parent_not_in_force"));
    }

    #[test]
    fn a_code_names_one_unit_only() {
        check(date(2026, 1, 1), true, Err("organisation.code_taken"));
    }
}
