//! Assigning a verifier: gate G15, separate hands.

use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use base::{Failure, form};
use domain::common::Stage;
use domain::common::id::{PersonId, PointId};
use domain::plan as plan_rules;
use domain::verification::CaseState;
use domain::verification::assign_verifier::{AssignmentFacts, VerifierAssigned, assign_verifier};
use jiff::civil::Date;

use super::store::{self, Candidate, CaseRow, HandoverRow};
use crate::campaign::packs;
use crate::campaign::store::CampaignRow;
use crate::plan::store::{TaskAbout, TaskRow, finish_about};
use crate::synthesis::store::{PointRow, trace_point};

form! {
    /// Somebody who is to verify what a point alleges.
    pub struct AssignVerifier = "verification.assign_verifier" {
        /// The point.
        point: one hidden PointId,
        /// Who is to verify.
        verifier: one pick PersonId,
        /// By when.
        due: one date Date,
    }
}

impl Act for AssignVerifier {
    type Outcome = PointId;

    async fn run(&self, unit: &mut Unit) -> Result<PointId, Failure> {
        let (review, today) = (unit.review()?, unit.today());
        let (point, round) = store::signed_point(unit, review, self.point).await?;
        let campaign: CampaignRow = unit.need(unit.campaign()?).await?;
        let found = store::case_of(unit, point.id).await?;
        let case = found.unwrap_or_else(|| CaseRow::open(unit, &point));
        let (superior, own): (Vec<Candidate>, Vec<Candidate>) = store::candidates(unit, review, today)
            .await?
            .into_iter()
            .partition(|candidate| candidate.is_from_superior);
        let assigned = assign_verifier(&AssignmentFacts {
            round,
            kind: point.kind,
            state: case.state,
            verifier: self.verifier,
            authors: &store::authors(unit, point.id).await?,
            subjects: &store::concerned(unit, point.id).await?,
            verifiers: &ids(&own),
            superior_verifiers: &ids(&superior),
            due: self.due,
            today,
        })?;
        let (due, opens, closes) = (self.due, campaign.opens, campaign.closes);
        plan_rules::add_task(&plan_rules::AddTask { due, opens, closes })?;
        let handover = self.handover(unit, &case, assigned).await?;
        let tasks = self.tasks(unit, &point, &case).await?;
        let trace = (Stage::Verification, "trace-verification-assigned");
        let traces = trace_point(unit, point.id, trace, None).await?;
        let standing = store::standing(unit, review, 0).await?;
        let case = CaseRow {
            verifier_id: Some(assigned.verifier),
            assigned_by: Some(unit.person()?),
            assigned_at: Some(unit.at()),
            accepted_at: None,
            due: Some(self.due),
            state: CaseState::Assigned,
            ..case
        };
        let notice = Notice::new(assigned.verifier, "notice-verification-assigned", link(&point))
            .arg("number", point.number)
            .arg("title", &point.title);
        unit.commit("verification.case_opened", case, vec![]).await?;
        let rows = (handover, tasks, traces, standing);
        unit.commit("verification.verifier_assigned", rows, vec![notice]).await?;
        Ok(point.id)
    }

    fn landing(&self, here: &Here, point: &PointId) -> String {
        format!("/verification/{}/point/{point}", here.key)
    }
}

impl AssignVerifier {
    async fn handover(
        &self,
        unit: &mut Unit,
        case: &CaseRow,
        assigned: VerifierAssigned,
    ) -> Result<HandoverRow, Failure> {
        let before = store::handovers_of(unit, case.id).await?.len();
        Ok(HandoverRow {
            id: unit.name(),
            campaign_id: case.campaign_id,
            case_id: case.id,
            number: store::count(before) + 1,
            verifier_id: assigned.verifier,
            is_from_superior: assigned.is_from_superior,
            assigned_by: unit.person()?,
            assigned_at: unit.at(),
            due: self.due,
            accepted_at: None,
            handed_back_at: None,
            reason: None,
            version: 0,
        })
    }

    /// The new verifier's task, and the end of the task of whoever had the case.
    async fn tasks(
        &self,
        unit: &mut Unit,
        point: &PointRow,
        case: &CaseRow,
    ) -> Result<Vec<TaskRow>, Failure> {
        let pack = packs::of_campaign(unit, point.campaign_id).await?;
        let (matter, why) = packs::duty(&pack, Stage::Verification, point.number, &point.title)?;
        let mut tasks = finish_about(unit, &about(case), None).await?;
        let task = TaskAbout {
            campaign: point.campaign_id,
            review: Some(point.review_id),
            owner: self.verifier,
            stage: Stage::Verification,
            matter,
            why,
            link: link(point),
            about: about(case),
            due: self.due,
        };
        tasks.push(task.row(unit));
        Ok(tasks)
    }
}

fn ids(candidates: &[Candidate]) -> Vec<PersonId> {
    candidates.iter().map(|candidate| candidate.id).collect()
}

/// The page of a point.
pub(super) fn link(point: &PointRow) -> String {
    format!("/verification/{}/point/{}", point.review_id, point.id)
}

/// The key under which the tasks of a case are found.
pub(super) fn about(case: &CaseRow) -> String {
    format!("verification:{}", case.id)
}
