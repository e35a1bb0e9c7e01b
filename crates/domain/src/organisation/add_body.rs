//! A body is added to a unit; a person is added to the house.

use super::days::{Days, ends_in_order, lies_in};
use crate::common::{Refusal, Role};

/// What is known when a body is to be added.
#[derive(Debug, Clone, Copy)]
pub struct AddBody {
    /// Its days.
    pub days: Days,
    /// The days of its unit.
    pub unit: Days,
    /// Whether another body has its code already.
    pub is_code_taken: bool,
}

/// Decides whether a body may be added.
///
/// # Errors
///
/// Refuses a code that is taken, and days outside those of the unit.
pub fn add_body(command: &AddBody) -> Result<(), Refusal> {
    let refused = |code| Refusal::new(code).next("organisation.add_body", Role::Organiser);
    if command.is_code_taken {
        return Err(refused("organisation.body_code_taken"));
    }
    ends_in_order(command.days.0, command.days.1)?;
    if !lies_in(command.days, command.unit) {
        return Err(refused("organisation.body_outside_unit").arg("from", command.days.0));
    }
    Ok(())
}

/// Decides whether a person with this code may be added.
///
/// # Errors
///
/// Refuses a code that is taken.
pub fn add_person(is_code_taken: bool) -> Result<(), Refusal> {
    if is_code_taken {
        return Err(
            Refusal::new("organisation.person_code_taken").next("organisation.add_person", Role::Organiser)
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_body_lies_within_the_days_of_its_unit_under_a_code_of_its_own() {
        let command = |from, is_code_taken| AddBody {
            days: (from, None),
            unit: (date(2025, 7, 1), None),
            is_code_taken,
        };
        assert!(add_body(&command(date(2025, 7, 1), false)).is_ok());
        let code = |command| add_body(&command).unwrap_err().code;
        assert_eq!(code(command(date(2025, 6, 30), false)), "organisation.body_outside_unit");
        assert_eq!(code(command(date(2025, 7, 1), true)), "organisation.body_code_taken");
    }

    #[test]
    fn a_code_names_one_person_only() {
        assert!(add_person(false).is_ok());
        assert_eq!(add_person(true).unwrap_err().code, "organisation.person_code_taken");
    }
}
