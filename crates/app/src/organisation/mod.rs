//! Units, bodies, people, posts and roles; the tree as of any date.

mod add_unit;
pub mod store;
mod tree;

pub use add_unit::AddUnit;
use base::house::PlaceKind::Unit;
use base::web::Routes;
use domain::common::Role;

/// Who reads the organisation of a unit.
const READERS: &[Role] = &[
    Role::Organiser,
    Role::Secretary,
    Role::Coder,
    Role::Verifier,
    Role::Chair,
    Role::Superior,
    Role::Inspector,
];

/// The routes of this stage.
pub fn routes() -> Routes {
    Routes::of("organisation").page("/organisation/{unit}", Unit, READERS, tree::page).act::<AddUnit, _, _>(
        "/organisation/{unit}/add-unit",
        Unit,
        &[Role::Organiser],
        tree::page,
    )
}
