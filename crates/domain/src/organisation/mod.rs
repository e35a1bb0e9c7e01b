//! Units, bodies, people, posts and roles; the tree as of any date.

pub mod account;
pub mod add_body;
pub mod add_unit;
pub mod assign_role;
pub mod days;
pub mod edit_unit;
pub mod import;
pub mod move_unit;
pub mod seat;
pub mod states;

pub use crate::common::kinds::BodyRank;
pub use account::{MakeAccount, first_run, has_account, is_login, make_account};
pub use add_body::{AddBody, add_body, add_person};
pub use add_unit::{AddUnit, UnitAdded, add_unit};
pub use assign_role::{
    AppointOrganiser, AssignRole, ROLES_OF_A_REVIEW, ROLES_OF_A_UNIT, RoleFor, appoint_administrator,
    appoint_organiser, assign_role, dismiss_administrator, end_role,
};
pub use edit_unit::{EditBody, EditUnit, edit_body, edit_unit};
pub use move_unit::{MoveUnit, UnitMoved, move_unit};
pub use seat::{GiveSeat, Seat, end_seat, give_seat};
pub use states::*;

/// Every refusal of this stage, by its word.
pub const REFUSALS: &[&str] = &[
    "organisation.code_taken",
    "organisation.parent_not_in_force",
    "organisation.ends_before_it_begins",
    "organisation.unit_still_holds",
    "organisation.body_still_has_members",
    "organisation.moves_below_itself",
    "organisation.is_there_already",
    "organisation.moves_too_early",
    "organisation.body_code_taken",
    "organisation.body_outside_unit",
    "organisation.person_code_taken",
    "organisation.seat_outside_body",
    "organisation.has_a_seat",
    "organisation.has_a_head",
    "organisation.place_taken",
    "organisation.role_not_given_here",
    "organisation.administrator_has_no_other_role",
    "organisation.role_held",
    "organisation.unit_has_organiser",
    "organisation.is_administrator_already",
    "organisation.has_other_roles",
    "organisation.dismisses_oneself",
    "organisation.has_an_account",
    "organisation.login_taken",
    "organisation.no_account",
    "organisation.first_run_is_over",
];
