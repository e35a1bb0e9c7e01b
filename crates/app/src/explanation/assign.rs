//! Asking persons to answer a point: the one it is about; for the body, the members responsible.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, form};
use domain::common::id::{PersonId, PointId};
use domain::explanation::assign::{AssignFacts, Assigned, Term, assign};
use domain::explanation::{AssignmentState, NoticeStep};
use jiff::civil::Date;

use super::store::{self, ExplanationRow, NoticeRow, PointFile};
use crate::campaign::packs;
use crate::campaign::store::CampaignRow;
use crate::plan::calendar;
use crate::synthesis::store::PointRow;
use crate::verification::store::{concerned, signed_point};

form! {
    /// Persons who are to answer a point.
    pub struct Assign = "explanation.assign" {
        /// The point.
        point: one hidden PointId,
        /// Who is to answer.
        persons: many checks PersonId,
        /// By when; as the rule pack says when it is left out.
        due: maybe date Date,
    }
}

impl Act for Assign {
    type Outcome = PointId;

    async fn run(&self, unit: &mut Unit) -> Result<PointId, Failure> {
        let (review, today) = (unit.review()?, unit.today());
        let (point, round) = signed_point(unit, review, self.point).await?;
        let campaign: CampaignRow = unit.need(unit.campaign()?).await?;
        let file = PointFile::of(unit, point.id).await?;
        let asked: Vec<PersonId> = file.assignments.iter().map(|row| row.person_id).collect();
        let working_days = term_days(&packs::of_campaign(unit, campaign.id).await?);
        let assigned = assign(&AssignFacts {
            round,
            kind: point.kind,
            persons: &self.persons,
            concerned: &concerned(unit, point.id).await?,
            asked: &asked,
            due: self.due,
            term: Term { calendar: calendar::home()?, working_days },
            today,
            closes: campaign.closes,
        })?;
        let rows: Vec<ExplanationRow> =
            self.persons.iter().map(|person| row(unit, &point, *person, assigned)).collect();
        let log: Vec<NoticeRow> = rows.iter().map(|row| first_step(unit, row)).collect();
        let is_new = asked.is_empty() && !domain::explanation::assign::needs_answer(point.kind);
        let standing = store::standing(unit, review, file.moved_by(&rows), i64::from(is_new)).await?;
        unit.commit("explanation.assigned", (rows, log, standing), vec![]).await?;
        Ok(point.id)
    }

    fn landing(&self, here: &Here, point: &PointId) -> String {
        format!("/explanation/{}/point/{point}", here.key)
    }
}

/// How many working days the rule pack gives for an answer.
pub(super) fn term_days(pack: &domain::common::Pack) -> u16 {
    pack.parameters.explanation_working_days.value
}

fn row(unit: &Unit, point: &PointRow, person: PersonId, assigned: Assigned) -> ExplanationRow {
    ExplanationRow {
        id: unit.name(),
        campaign_id: point.campaign_id,
        review_id: point.review_id,
        point_id: point.id,
        subject_id: point.subject_id,
        person_id: person,
        due: assigned.due,
        state: AssignmentState::Assigned,
        service: None,
        service_note: None,
        served_on: None,
        served_at: None,
        opened_at: None,
        ended_at: None,
        n_reopened: 0,
        n_evidence: 0,
        version: 0,
    }
}

fn first_step(unit: &Unit, row: &ExplanationRow) -> NoticeRow {
    NoticeRow {
        id: unit.name(),
        campaign_id: row.campaign_id,
        assignment_id: row.id,
        number: 1,
        step: NoticeStep::Assigned,
        note: None,
        by_id: unit.actor().person(),
        at: unit.at(),
        version: 0,
    }
}
