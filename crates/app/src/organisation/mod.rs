//! Units, bodies, people, posts and roles; the tree as of any date; who may sign in.

mod account;
mod add_body;
mod add_person;
mod add_unit;
mod appoint;
mod appointments;
mod assign_role;
mod body;
mod edit_body;
mod edit_unit;
mod import;
mod jobs;
mod move_unit;
mod people;
mod person;
mod roles;
mod seat;
pub mod store;
mod tabs;
mod tree;
pub mod workbook;

pub use account::{
    ChangePassword, EndOtherSessions, EndSession, EndSessions, FirstRun, MakeAccount, MakeLink,
    ResetPassword, administrator, first_run_link,
};
pub use add_body::AddBody;
pub use add_person::{AddPerson, EditPerson};
pub use add_unit::AddUnit;
pub use appoint::{AppointAdministrator, AppointOrganiser, DismissAdministrator};
pub use assign_role::{AssignReviewRole, AssignRole, EndReviewRole, EndRole};
use base::Failure;
use base::house::PlaceKind::{Own, Public, Review, Site, Unit};
use base::unit::Unit as Act;
use base::web::Routes;
use domain::common::Role;
use domain::common::id::{BodyId, PersonId};
pub use edit_body::EditBody;
pub use edit_unit::EditUnit;
pub use import::{CheckImport, CheckImportBelow, LoadImport, LoadImportBelow, Loaded};
pub use jobs::RetryJob;
pub use move_unit::MoveUnit;
pub use seat::{EditSeat, EndSeat, GiveSeat};

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
    accounts(site(bodies(units(Routes::of("organisation")))))
}

fn units(routes: Routes) -> Routes {
    routes
        .page("/organisation/{unit}", Unit, READERS, tree::page)
        .act::<AddUnit, _, _>("/organisation/{unit}/add-unit", Unit, ORGANISER, tree::page)
        .act::<EditUnit, _, _>("/organisation/{unit}/edit-unit", Unit, ORGANISER, tree::page)
        .act::<MoveUnit, _, _>("/organisation/{unit}/move-unit", Unit, ORGANISER, tree::page)
        .act::<AddBody, _, _>("/organisation/{unit}/add-body", Unit, ORGANISER, tree::page)
        .page("/organisation/{unit}/people", Unit, READERS, people::page)
        .act::<AddPerson, _, _>("/organisation/{unit}/add-person", Unit, ORGANISER, people::page)
        .page("/organisation/{unit}/person/{person}", Unit, READERS, person::page)
        .act::<EditPerson, _, _>(
            "/organisation/{unit}/person/{person}/edit-person",
            Unit,
            ORGANISER,
            person::page,
        )
        .page("/organisation/{unit}/roles", Unit, READERS, roles::page)
        .act::<AssignRole, _, _>("/organisation/{unit}/assign-role", Unit, ORGANISER, roles::page)
        .act::<EndRole, _, _>("/organisation/{unit}/end-role", Unit, ORGANISER, roles::page)
        .page("/organisation/review/{review}", Review, READERS, roles::of_review)
        .act::<AssignReviewRole, _, _>(
            "/organisation/review/{review}/assign-role",
            Review,
            ORGANISER,
            roles::of_review,
        )
        .act::<EndReviewRole, _, _>(
            "/organisation/review/{review}/end-role",
            Review,
            ORGANISER,
            roles::of_review,
        )
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

fn bodies(routes: Routes) -> Routes {
    routes
        .page("/organisation/{unit}/body/{body}", Unit, READERS, body::page)
        .act::<EditBody, _, _>("/organisation/{unit}/body/{body}/edit-body", Unit, ORGANISER, body::page)
        .act::<GiveSeat, _, _>("/organisation/{unit}/body/{body}/give-seat", Unit, ORGANISER, body::page)
        .act::<EditSeat, _, _>("/organisation/{unit}/body/{body}/edit-seat", Unit, ORGANISER, body::page)
        .act::<EndSeat, _, _>("/organisation/{unit}/body/{body}/end-seat", Unit, ORGANISER, body::page)
}

fn site(routes: Routes) -> Routes {
    let page = appointments::page;
    routes
        .page("/organisation/import", Site, ADMINISTRATOR, import::ask)
        .act::<CheckImport, _, _>("/organisation/import/check", Site, ADMINISTRATOR, import::ask)
        .act::<LoadImport, _, _>("/organisation/import/load", Site, ADMINISTRATOR, import::ask)
        .page("/organisation/import/{import}", Site, ADMINISTRATOR, import::page)
        .act::<LoadImport, _, _>("/organisation/import/{import}/load", Site, ADMINISTRATOR, import::page)
        .page("/organisation/appointments", Site, ADMINISTRATOR, page)
        .act::<AppointOrganiser, _, _>("/organisation/appointments/organiser", Site, ADMINISTRATOR, page)
        .act::<AppointAdministrator, _, _>(
            "/organisation/appointments/administrator",
            Site,
            ADMINISTRATOR,
            page,
        )
        .act::<DismissAdministrator, _, _>("/organisation/appointments/dismiss", Site, ADMINISTRATOR, page)
}

fn accounts(routes: Routes) -> Routes {
    let (one, mine) = (account::one_page, account::my_page);
    routes
        .page("/first-run", Public, &[], account::first_run_page)
        .act::<FirstRun, _, _>("/first-run/begin", Public, &[], account::first_run_page)
        .page("/organisation/accounts", Site, ADMINISTRATOR, account::list_page)
        .page("/organisation/accounts/{person}", Site, ADMINISTRATOR, one)
        .act::<MakeAccount, _, _>("/organisation/accounts/{person}/make-account", Site, ADMINISTRATOR, one)
        .act::<MakeLink, _, _>("/organisation/accounts/{person}/make-link", Site, ADMINISTRATOR, one)
        .act::<ResetPassword, _, _>(
            "/organisation/accounts/{person}/reset-password",
            Site,
            ADMINISTRATOR,
            one,
        )
        .act::<EndSessions, _, _>("/organisation/accounts/{person}/end-sessions", Site, ADMINISTRATOR, one)
        .page("/organisation/jobs", Site, ADMINISTRATOR, jobs::page)
        .act::<RetryJob, _, _>("/organisation/jobs/retry", Site, ADMINISTRATOR, jobs::page)
        .page("/organisation/my-account", Own, &[], mine)
        .act::<ChangePassword, _, _>("/organisation/my-account/change-password", Own, &[], mine)
        .act::<EndSession, _, _>("/organisation/my-account/end-session", Own, &[], mine)
        .act::<EndOtherSessions, _, _>("/organisation/my-account/end-other-sessions", Own, &[], mine)
}

/// A form that was filled in over another version is stale.
fn same_version(found: i64, read: i64) -> Result<(), Failure> {
    if found == read { Ok(()) } else { Err(Failure::Stale) }
}

/// A body of another unit is not there.
async fn body_here(unit: &mut Act, body: BodyId) -> Result<store::BodyRow, Failure> {
    let row: store::BodyRow = unit.need(body).await?;
    if row.unit_id == unit.unit_id()? { Ok(row) } else { Err(Failure::Missing) }
}

/// A person who belongs elsewhere is not there.
async fn person_here(unit: &mut Act, person: PersonId) -> Result<(), Failure> {
    let (here, today) = (unit.unit_id()?, unit.today());
    if store::is_person_below(unit, here, person, today).await? { Ok(()) } else { Err(Failure::Missing) }
}
