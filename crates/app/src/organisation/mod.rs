//! Units, bodies, people, posts and roles; the tree as of any date.

mod add_unit;
mod import;
pub mod store;
mod tree;
pub mod workbook;

pub use add_unit::AddUnit;
use base::house::PlaceKind::{Site, Unit};
use base::web::Routes;
use domain::common::Role;
pub use import::{CheckImport, CheckImportBelow, LoadImport, LoadImportBelow, Loaded};

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
const ORGANISER: &[Role] = &[Role::Organiser];
const ADMINISTRATOR: &[Role] = &[Role::Administrator];

/// The routes of this stage.
pub fn routes() -> Routes {
    Routes::of("organisation")
        .page("/organisation/{unit}", Unit, READERS, tree::page)
        .act::<AddUnit, _, _>("/organisation/{unit}/add-unit", Unit, ORGANISER, tree::page)
        .page("/organisation/import", Site, ADMINISTRATOR, import::ask)
        .act::<CheckImport, _, _>("/organisation/import/check", Site, ADMINISTRATOR, import::ask)
        .act::<LoadImport, _, _>("/organisation/import/load", Site, ADMINISTRATOR, import::ask)
        .page("/organisation/import/{import}", Site, ADMINISTRATOR, import::page)
        .act::<LoadImport, _, _>("/organisation/import/{import}/load", Site, ADMINISTRATOR, import::page)
        .page("/organisation/{unit}/import", Unit, ORGANISER, import::ask)
        .act::<CheckImportBelow, _, _>("/organisation/{unit}/import/check", Unit, ORGANISER, import::ask)
        .act::<LoadImportBelow, _, _>("/organisation/{unit}/import/load", Unit, ORGANISER, import::ask)
        .page("/organisation/{unit}/import/{import}", Unit, ORGANISER, import::page)
        .act::<LoadImportBelow, _, _>(
            "/organisation/{unit}/import/{import}/load",
            Unit,
            ORGANISER,
            import::page,
        )
}
