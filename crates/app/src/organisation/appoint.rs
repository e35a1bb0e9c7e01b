//! What the administrator gives: the first organiser of a unit, and the running of the site.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, form};
use domain::common::Role;
use domain::common::id::{PersonId, RoleAssignmentId, UnitId};
use domain::organisation as rules;
use jiff::civil::Date;

use super::assign_role::told;
use super::store::{self, AssignmentRow, PersonRow, UnitRow};

form! {
    /// The first organiser of a unit.
    pub struct AppointOrganiser = "organisation.appoint_organiser" {
        /// The unit.
        unit: one pick UnitId,
        /// Who is to organise there.
        person: one pick PersonId,
    }
}

form! {
    /// Somebody else who runs the site.
    pub struct AppointAdministrator = "organisation.appoint_administrator" {
        /// Who.
        person: one pick PersonId,
    }
}

form! {
    /// Somebody who runs the site no longer.
    pub struct DismissAdministrator = "organisation.dismiss_administrator" {
        /// The role.
        assignment: one hidden RoleAssignmentId,
    }
}

fn row(unit: &Unit, person: PersonId, role: Role, unit_id: Option<UnitId>) -> AssignmentRow {
    let (id, valid_from): (RoleAssignmentId, Date) = (unit.name(), unit.today());
    AssignmentRow {
        id,
        person_id: person,
        role,
        unit_id,
        review_id: None,
        valid_from,
        valid_to: None,
        version: 0,
    }
}

impl Act for AppointOrganiser {
    type Outcome = RoleAssignmentId;

    async fn run(&self, unit: &mut Unit) -> Result<RoleAssignmentId, Failure> {
        let (at, person): (UnitRow, PersonRow) = (unit.need(self.unit).await?, unit.need(self.person).await?);
        let today = unit.today();
        let path = store::path_to_root(unit, at.id, today).await?;
        rules::appoint_organiser(&rules::AppointOrganiser {
            n_organisers: store::n_organisers(unit, &path, today).await?,
            is_administrator: store::is_administrator(unit, person.id, today).await?,
        })?;
        let row = row(unit, person.id, Role::Organiser, Some(at.id));
        let notices = told(person.id, at.name.as_str(), format!("/organisation/{}", at.id));
        Ok(unit.commit("organisation.role_assigned", row, notices).await?.id)
    }

    fn landing(&self, _: &Here, given: &RoleAssignmentId) -> String {
        format!("/organisation/appointments#{given}")
    }
}

impl Act for AppointAdministrator {
    type Outcome = RoleAssignmentId;

    async fn run(&self, unit: &mut Unit) -> Result<RoleAssignmentId, Failure> {
        let person: PersonRow = unit.need(self.person).await?;
        let today = unit.today();
        let n_other_roles = store::n_other_roles(unit, person.id, today).await?;
        let is_administrator = store::is_administrator(unit, person.id, today).await?;
        rules::appoint_administrator(n_other_roles, is_administrator)?;
        let row = row(unit, person.id, Role::Administrator, None);
        Ok(unit.commit("organisation.role_assigned", row, vec![]).await?.id)
    }

    fn landing(&self, _: &Here, given: &RoleAssignmentId) -> String {
        format!("/organisation/appointments#{given}")
    }
}

impl Act for DismissAdministrator {
    type Outcome = RoleAssignmentId;

    async fn run(&self, unit: &mut Unit) -> Result<RoleAssignmentId, Failure> {
        let row: AssignmentRow = unit.need(self.assignment).await?;
        let is_of_the_site = row.role == Role::Administrator;
        rules::dismiss_administrator(is_of_the_site, row.person_id == unit.person()?)?;
        let last_day = unit.today().yesterday().unwrap_or(unit.today());
        let row = AssignmentRow { valid_to: Some(last_day), ..row };
        Ok(unit.commit("organisation.role_ended", row, vec![]).await?.id)
    }

    fn landing(&self, _: &Here, _: &RoleAssignmentId) -> String {
        "/organisation/appointments".to_owned()
    }
}
