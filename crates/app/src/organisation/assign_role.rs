//! Giving and ending roles: for the unit at hand with all below it, or for the review at hand.

use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use base::{Failure, form};
use domain::common::Role;
use domain::common::id::{PersonId, RoleAssignmentId};
use domain::organisation::{self as rules, RoleFor};
use jiff::civil::Date;

use super::store::{self, AssignmentRow, PersonRow};

form! {
    /// A role to be given for the unit at hand.
    pub struct AssignRole = "organisation.assign_role" {
        /// Who is to hold it.
        person: one pick PersonId,
        /// The role.
        role: one pick Role,
        /// The first day.
        valid_from: one date Date,
        /// The last day.
        valid_to: maybe date Date,
    }
}

form! {
    /// A role to be given for the review at hand.
    pub struct AssignReviewRole = "organisation.assign_review_role" {
        /// Who is to hold it.
        person: one pick PersonId,
        /// The role.
        role: one pick Role,
        /// The first day.
        valid_from: one date Date,
        /// The last day.
        valid_to: maybe date Date,
    }
}

form! {
    /// A role that ends, for the unit at hand or one below it.
    pub struct EndRole = "organisation.end_role" {
        /// The role.
        assignment: one hidden RoleAssignmentId,
        /// The last day.
        last_day: one date Date,
    }
}

form! {
    /// A role that ends in the review at hand.
    pub struct EndReviewRole = "organisation.end_review_role" {
        /// The role.
        assignment: one hidden RoleAssignmentId,
        /// The last day.
        last_day: one date Date,
    }
}

/// A new row for a role, when the rules let it be given.
async fn given(
    unit: &mut Unit,
    person: PersonId,
    role: Role,
    (from, to): (Date, Option<Date>),
) -> Result<AssignmentRow, Failure> {
    let person: PersonRow = unit.need(person).await?;
    let here = unit.here()?.clone();
    let (held, given_for) = match (here.review, here.unit) {
        (Some(review), _) => (store::held_in_review(unit, person.id, role, review).await?, RoleFor::Review),
        (None, Some(at)) => (store::held_at_unit(unit, person.id, role, at).await?, RoleFor::Unit),
        (None, None) => return Err(Failure::Missing),
    };
    rules::assign_role(&rules::AssignRole {
        role,
        given_for,
        days: (from, to),
        held: held.iter().map(|row| (row.valid_from, row.valid_to)).collect(),
        is_administrator: store::is_administrator(unit, person.id, from).await?,
    })?;
    Ok(AssignmentRow {
        id: unit.name(),
        person_id: person.id,
        role,
        unit_id: here.unit.filter(|_| here.review.is_none()),
        review_id: here.review,
        valid_from: from,
        valid_to: to,
        version: 0,
    })
}

async fn end(unit: &mut Unit, row: AssignmentRow, last_day: Date) -> Result<RoleAssignmentId, Failure> {
    rules::end_role(row.valid_from, last_day)?;
    let row = AssignmentRow { valid_to: Some(last_day), ..row };
    Ok(unit.commit("organisation.role_ended", row, vec![]).await?.id)
}

/// Tells somebody of a role and leads to where it is held.
pub(super) fn told(person: PersonId, place: &str, link: String) -> Vec<Notice> {
    vec![Notice::new(person, "notice-organisation-role", link).arg("place", place)]
}

impl Act for AssignRole {
    type Outcome = RoleAssignmentId;

    async fn run(&self, unit: &mut Unit) -> Result<RoleAssignmentId, Failure> {
        let row = given(unit, self.person, self.role, (self.valid_from, self.valid_to)).await?;
        let here = unit.here()?;
        let notices = told(row.person_id, &here.unit_name, format!("/organisation/{}", here.key));
        Ok(unit.commit("organisation.role_assigned", row, notices).await?.id)
    }

    fn landing(&self, here: &Here, given: &RoleAssignmentId) -> String {
        format!("/organisation/{}/roles#{given}", here.key)
    }
}

impl Act for AssignReviewRole {
    type Outcome = RoleAssignmentId;

    async fn run(&self, unit: &mut Unit) -> Result<RoleAssignmentId, Failure> {
        let row = given(unit, self.person, self.role, (self.valid_from, self.valid_to)).await?;
        let here = unit.here()?;
        let notices = told(row.person_id, &here.unit_name, "/".to_owned());
        Ok(unit.commit("organisation.role_assigned", row, notices).await?.id)
    }

    fn landing(&self, here: &Here, given: &RoleAssignmentId) -> String {
        format!("/organisation/review/{}#{given}", here.key)
    }
}

impl Act for EndRole {
    type Outcome = RoleAssignmentId;

    async fn run(&self, unit: &mut Unit) -> Result<RoleAssignmentId, Failure> {
        let row: AssignmentRow = unit.need(self.assignment).await?;
        let held_at = row.unit_id.ok_or(Failure::Missing)?;
        let (here, today) = (unit.unit_id()?, unit.today());
        if !store::path_to_root(unit, held_at, today).await?.contains(&here) {
            return Err(Failure::Missing);
        }
        end(unit, row, self.last_day).await
    }

    fn landing(&self, here: &Here, ended: &RoleAssignmentId) -> String {
        format!("/organisation/{}/roles#{ended}", here.key)
    }
}

impl Act for EndReviewRole {
    type Outcome = RoleAssignmentId;

    async fn run(&self, unit: &mut Unit) -> Result<RoleAssignmentId, Failure> {
        let row: AssignmentRow = unit.need(self.assignment).await?;
        if row.review_id != Some(unit.review()?) {
            return Err(Failure::Missing);
        }
        end(unit, row, self.last_day).await
    }

    fn landing(&self, here: &Here, ended: &RoleAssignmentId) -> String {
        format!("/organisation/review/{}#{ended}", here.key)
    }
}
