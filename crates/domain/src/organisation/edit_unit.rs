//! A unit, a body or a seat gets other words, or a last day.

use jiff::civil::Date;

use super::days::ends_in_order;
use crate::common::{Refusal, Role};

/// What is known when a unit is to be edited.
#[derive(Debug, Clone, Copy)]
pub struct EditUnit {
    /// Its first day.
    pub from: Date,
    /// The last day that it is to have.
    pub to: Option<Date>,
    /// How many units below it go on after that day.
    pub n_units: i64,
    /// How many of its bodies go on after that day.
    pub n_bodies: i64,
}

/// Decides whether a unit may end on that day. Its words may always change.
///
/// # Errors
///
/// Refuses a last day before the first, and one after which units or bodies of it would go on.
pub fn edit_unit(command: &EditUnit) -> Result<(), Refusal> {
    ends_in_order(command.from, command.to)?;
    if command.to.is_some() && 0 < command.n_units + command.n_bodies {
        return Err(Refusal::new("organisation.unit_still_holds")
            .arg("units", command.n_units)
            .arg("bodies", command.n_bodies)
            .next("organisation.edit_unit", Role::Organiser));
    }
    Ok(())
}

/// What is known when a body is to be edited.
#[derive(Debug, Clone, Copy)]
pub struct EditBody {
    /// Its first day.
    pub from: Date,
    /// The last day that it is to have.
    pub to: Option<Date>,
    /// How many seats go on after that day.
    pub n_seats: i64,
}

/// Decides whether a body may end on that day.
///
/// # Errors
///
/// Refuses a last day before the first, and one after which somebody would still sit there.
pub fn edit_body(command: &EditBody) -> Result<(), Refusal> {
    ends_in_order(command.from, command.to)?;
    if command.to.is_some() && 0 < command.n_seats {
        return Err(Refusal::new("organisation.body_still_has_members")
            .arg("seats", command.n_seats)
            .next("organisation.end_seat", Role::Organiser));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn check(to: Option<Date>, n_units: i64, n_bodies: i64, expected: Result<(), &str>) {
        let command = EditUnit { from: date(2025, 7, 1), to, n_units, n_bodies };
        assert_eq!(edit_unit(&command).map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn a_unit_ends_after_everything_in_it_has_ended() {
        check(None, 3, 2, Ok(()));
        check(Some(date(2026, 6, 30)), 0, 0, Ok(()));
        check(Some(date(2026, 6, 30)), 1, 0, Err("organisation.unit_still_holds"));
        check(Some(date(2026, 6, 30)), 0, 1, Err("organisation.unit_still_holds"));
        check(Some(date(2025, 6, 30)), 0, 0, Err("organisation.ends_before_it_begins"));
    }

    #[test]
    fn a_body_ends_after_its_seats_have_ended() {
        let command = |n_seats| EditBody { from: date(2025, 7, 1), to: Some(date(2026, 6, 30)), n_seats };
        assert!(edit_body(&command(0)).is_ok());
        assert_eq!(edit_body(&command(4)).unwrap_err().code, "organisation.body_still_has_members");
    }
}
