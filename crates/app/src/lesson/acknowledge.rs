//! A unit acknowledges what is required of it, and turns it into a task of its own.

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use domain::common::id::PersonId;
use domain::common::{Line, Stage};
use domain::lesson::require as rules;
use jiff::civil::Date;
use uuid::Uuid;

use super::close::about;
use super::store::{self, RequirementAddresseeRow, RequirementRow};
use crate::campaign::store::{StandingRow, stand};
use crate::conference::acting::in_words_of;
use crate::conference::store::ConferenceRow;
use crate::organisation::store as organisation;
use crate::plan::store::{TaskAbout, finish_about, guidance};

form! {
    /// A requirement that a unit acknowledges.
    pub struct Acknowledge = "lesson.acknowledge" {
        /// The requirement, as it is addressed to the unit.
        addressee: one hidden Uuid,
    }
}

impl Act for Acknowledge {
    type Outcome = Uuid;

    async fn run(&self, unit: &mut Unit) -> Result<Uuid, Failure> {
        let (addressee, requirement, conference) = addressed_here(unit, self.addressee).await?;
        let state = rules::acknowledge(conference.state, addressee.state)?;
        let advice = requirement
            .is_lasting
            .then(|| guidance(unit, addressee.unit_id, requirement.stage, requirement.text.clone()));
        let done = finish_about(unit, &about(addressee.id), None).await?;
        let row = RequirementAddresseeRow {
            state,
            acknowledged_by: Some(unit.person()?),
            acknowledged_at: Some(unit.at()),
            ..addressee
        };
        let (row, ..) = unit.commit("lesson.acknowledged", (row, advice, done), vec![]).await?;
        Ok(row.id)
    }

    fn landing(&self, here: &Here, acknowledged: &Uuid) -> String {
        format!("/lesson/of/{}#{acknowledged}", here.key)
    }
}

form! {
    /// A requirement that becomes a task.
    pub struct PlanRequirement = "lesson.plan" {
        /// The requirement, as it is addressed to the unit.
        addressee: one hidden Uuid,
        /// What must be done here.
        matter: one line Line,
        /// By whom.
        owner: one pick PersonId,
        /// By when.
        due: one date Date,
    }
}

impl Act for PlanRequirement {
    type Outcome = Uuid;

    async fn run(&self, unit: &mut Unit) -> Result<Uuid, Failure> {
        let (addressee, requirement, conference) = addressed_here(unit, self.addressee).await?;
        let state = rules::plan(&rules::Plan {
            state: addressee.state,
            due: self.due,
            deadline: requirement.deadline,
            today: unit.today(),
        })?;
        let pack = crate::campaign::packs::of_campaign(unit, requirement.campaign_id).await?;
        let named = [("number", requirement.number.to_string()), ("title", conference.title.to_string())];
        let here = unit.unit_id()?;
        let reviews = store::reviews_of(unit, requirement.campaign_id).await?;
        let review = reviews.iter().find(|(_, of)| *of == here).map(|(review, _)| *review);
        // Whoever holds no role at the unit may not open its page; their first page says what is to be done, and why.
        let today = unit.today();
        let works_here = organisation::works_at(unit, here, self.owner, today).await?;
        let link = if works_here { format!("/lesson/of/{here}") } else { "/".to_owned() };
        let task = TaskAbout {
            campaign: requirement.campaign_id,
            review,
            owner: self.owner,
            stage: requirement.stage,
            matter: self.matter.clone(),
            why: in_words_of(&pack, "lesson-task-why", &named)?,
            link,
            about: String::new(),
            due: self.due,
        }
        .row(unit);
        let notice = Notice::new(self.owner, "notice-plan-task", "/").arg("matter", &self.matter);
        let row = RequirementAddresseeRow { state, task_id: Some(task.id), ..addressee };
        let standings = standings(unit, &row, &reviews).await?;
        let (_, row, _) = unit.commit("lesson.planned", (task, row, standings), vec![notice]).await?;
        Ok(row.id)
    }

    fn landing(&self, here: &Here, planned: &Uuid) -> String {
        format!("/lesson/of/{}#{planned}", here.key)
    }
}

/// A requirement that is addressed to the unit at hand; one of another unit is not there.
async fn addressed_here(
    unit: &mut Unit,
    addressee: Uuid,
) -> Result<(RequirementAddresseeRow, RequirementRow, ConferenceRow), Failure> {
    let addressee: RequirementAddresseeRow = unit.need(addressee).await?;
    if addressee.unit_id != unit.unit_id()? {
        return Err(Failure::Missing);
    }
    let requirement: RequirementRow = unit.need(addressee.requirement_id).await?;
    let conference: ConferenceRow = unit.need(requirement.conference_id).await?;
    Ok((addressee, requirement, conference))
}

/// Where lessons stand in the reviews of the unit, once one more requirement became a task.
async fn standings(
    unit: &mut Unit,
    planned: &RequirementAddresseeRow,
    reviews: &[(domain::common::id::ReviewId, domain::common::id::UnitId)],
) -> Result<Vec<StandingRow>, Failure> {
    let (before, total) = store::planned_of(unit, planned.campaign_id, planned.unit_id).await?;
    let mut standings = Vec::new();
    for (review, _) in reviews.iter().filter(|(_, of)| *of == planned.unit_id) {
        standings.extend(stand(unit, *review, Stage::Lesson, before + 1, total).await?);
    }
    Ok(standings)
}
