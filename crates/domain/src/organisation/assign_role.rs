//! Roles are given for a unit with all below it, or for one review; they end by a last day.
//!
//! Those who run the site see no content, so nobody holds both. The administrator gives a role once only: the first
//! organiser of a unit that no organiser reaches.

use jiff::civil::Date;

use super::days::{Days, ends_in_order, meet};
use crate::common::{Refusal, Role};

/// The roles that are given for a unit.
pub const ROLES_OF_A_UNIT: &[Role] = &[
    Role::Organiser,
    Role::Secretary,
    Role::Coder,
    Role::Verifier,
    Role::Chair,
    Role::Superior,
    Role::Inspector,
];

/// The roles that are given for one review by hand. Who sits in the body and who is reviewed follows from the seats.
pub const ROLES_OF_A_REVIEW: &[Role] = &[
    Role::Organiser,
    Role::Secretary,
    Role::Coder,
    Role::Verifier,
    Role::Chair,
    Role::Superior,
    Role::Inspector,
    Role::Contributor,
];

/// What a role is to be given for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoleFor {
    /// A unit and all below it.
    Unit,
    /// One review.
    Review,
}

/// What is known when a role is to be given.
#[derive(Debug, Clone)]
pub struct AssignRole {
    /// The role.
    pub role: Role,
    /// What for.
    pub given_for: RoleFor,
    /// The days.
    pub days: Days,
    /// When the person holds the same role at the same place already.
    pub held: Vec<Days>,
    /// Whether the person runs the site.
    pub is_administrator: bool,
}

/// Decides whether a role may be given.
///
/// # Errors
///
/// Refuses a role that is not given for such a place, days that are out of order, somebody who runs the site, and a
/// role that is held on one of these days already.
pub fn assign_role(command: &AssignRole) -> Result<(), Refusal> {
    let refused = |code| Refusal::new(code).next("organisation.assign_role", Role::Organiser);
    let given = match command.given_for {
        RoleFor::Unit => ROLES_OF_A_UNIT,
        RoleFor::Review => ROLES_OF_A_REVIEW,
    };
    if !given.contains(&command.role) {
        return Err(refused("organisation.role_not_given_here").arg("role_code", command.role));
    }
    ends_in_order(command.days.0, command.days.1)?;
    if command.is_administrator {
        return Err(refused("organisation.administrator_has_no_other_role"));
    }
    if let Some(held) = command.held.iter().find(|held| meet(**held, command.days)) {
        return Err(refused("organisation.role_held").arg("role_code", command.role).arg("since", held.0));
    }
    Ok(())
}

/// Decides whether a role may end on that day. A role that was given today ends at once with yesterday as its last day.
///
/// # Errors
///
/// Refuses a last day further back.
pub fn end_role(from: Date, last_day: Date) -> Result<(), Refusal> {
    let earliest = from.yesterday().unwrap_or(from);
    ends_in_order(earliest, Some(last_day))
}

/// What is known when the administrator names the first organiser of a unit.
#[derive(Debug, Clone, Copy)]
pub struct AppointOrganiser {
    /// How many organisers reach the unit today.
    pub n_organisers: usize,
    /// Whether the person runs the site.
    pub is_administrator: bool,
}

/// Decides whether the administrator may name an organiser.
///
/// # Errors
///
/// Refuses where an organiser can do it, and somebody who runs the site.
pub fn appoint_organiser(command: &AppointOrganiser) -> Result<(), Refusal> {
    if 0 < command.n_organisers {
        return Err(
            Refusal::new("organisation.unit_has_organiser").next("organisation.assign_role", Role::Organiser)
        );
    }
    if command.is_administrator {
        return Err(Refusal::new("organisation.administrator_has_no_other_role")
            .next("organisation.appoint_organiser", Role::Administrator));
    }
    Ok(())
}

/// Decides whether somebody may run the site.
///
/// # Errors
///
/// Refuses somebody who holds a role that sees content.
pub fn appoint_administrator(n_other_roles: i64, is_administrator: bool) -> Result<(), Refusal> {
    let refused = |code| Refusal::new(code).next("organisation.appoint_administrator", Role::Administrator);
    if is_administrator {
        return Err(refused("organisation.is_administrator_already"));
    }
    if 0 < n_other_roles {
        return Err(refused("organisation.has_other_roles").arg("roles", n_other_roles));
    }
    Ok(())
}

/// Decides whether somebody may be dismissed from running the site. Nobody dismisses themselves, so that somebody is
/// always left.
///
/// # Errors
///
/// Refuses one's own dismissal, and a role that is none of the site.
pub fn dismiss_administrator(is_of_the_site: bool, is_oneself: bool) -> Result<(), Refusal> {
    if !is_of_the_site || is_oneself {
        return Err(Refusal::new("organisation.dismisses_oneself")
            .next("organisation.dismiss_administrator", Role::Administrator));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn command(role: Role, given_for: RoleFor) -> AssignRole {
        let days = (date(2026, 11, 2), None);
        AssignRole { role, given_for, days, held: Vec::new(), is_administrator: false }
    }

    fn code(command: &AssignRole) -> Option<&'static str> {
        assign_role(command).err().map(|refusal| refusal.code)
    }

    #[test]
    fn a_role_is_given_for_the_places_where_it_is_something() {
        assert_eq!(code(&command(Role::Secretary, RoleFor::Unit)), None);
        assert_eq!(code(&command(Role::Contributor, RoleFor::Review)), None);
        let wrong = [
            (Role::Contributor, RoleFor::Unit),
            (Role::Member, RoleFor::Review),
            (Role::Reviewed, RoleFor::Review),
            (Role::Administrator, RoleFor::Unit),
        ];
        for (role, place) in wrong {
            assert_eq!(code(&command(role, place)), Some("organisation.role_not_given_here"), "{role}");
        }
    }

    #[test]
    fn who_runs_the_site_holds_no_role_that_sees_content() {
        let administrator = AssignRole { is_administrator: true, ..command(Role::Secretary, RoleFor::Unit) };
        assert_eq!(code(&administrator), Some("organisation.administrator_has_no_other_role"));
        let first = AppointOrganiser { n_organisers: 0, is_administrator: true };
        assert!(appoint_organiser(&first).is_err());
        assert!(appoint_administrator(1, false).is_err() && appoint_administrator(0, true).is_err());
        assert!(appoint_administrator(0, false).is_ok());
    }

    #[test]
    fn nobody_dismisses_themselves_from_running_the_site() {
        assert!(dismiss_administrator(true, false).is_ok());
        assert!(dismiss_administrator(true, true).is_err() && dismiss_administrator(false, false).is_err());
    }

    #[test]
    fn a_role_is_held_once_at_a_time() {
        let held = vec![(date(2026, 1, 1), Some(date(2026, 12, 31)))];
        let again = AssignRole { held: held.clone(), ..command(Role::Coder, RoleFor::Unit) };
        assert_eq!(code(&again), Some("organisation.role_held"));
        let later =
            AssignRole { held, days: (date(2027, 1, 1), None), ..command(Role::Coder, RoleFor::Unit) };
        assert_eq!(code(&later), None);
    }

    #[test]
    fn a_role_that_was_given_today_can_end_at_once() {
        let today = date(2026, 11, 2);
        assert!(end_role(today, date(2026, 11, 1)).is_ok());
        assert!(end_role(today, date(2026, 10, 31)).is_err());
    }

    #[test]
    fn the_administrator_names_the_first_organiser_and_no_second() {
        let command = |n_organisers| AppointOrganiser { n_organisers, is_administrator: false };
        assert!(appoint_organiser(&command(0)).is_ok());
        assert_eq!(appoint_organiser(&command(1)).unwrap_err().code, "organisation.unit_has_organiser");
    }
}
