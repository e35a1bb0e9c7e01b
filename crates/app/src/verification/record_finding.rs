//! Recording a finding: what the evidence shows, with reasons; provisional until its subject was heard.

use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use base::{Failure, form};
use domain::common::id::{FindingId, PersonId, PointId};
use domain::common::{Line, Prose, Stage};
use domain::verification::Verdict;
use domain::verification::add_evidence::n_independent;
use domain::verification::record_finding::{FindingFacts, record_finding};

use super::assign_verifier::{about, link};
use super::store::{self, CaseRow, FindingRow};
use crate::plan::store::finish_about;
use crate::synthesis::store::trace_point;

form! {
    /// What a verification found.
    pub struct RecordFinding = "verification.record_finding" {
        /// The point.
        point: one hidden PointId,
        /// What was found.
        verdict: one choice Verdict,
        /// The part that is confirmed, when only a part is.
        confirmed_part: maybe line Line,
        /// Why.
        reasons: one prose Prose,
    }
}

impl Act for RecordFinding {
    type Outcome = FindingId;

    async fn run(&self, unit: &mut Unit) -> Result<FindingId, Failure> {
        let (review, person) = (unit.review()?, unit.person()?);
        let (point, case) = store::known_case(unit, review, self.point).await?;
        let authors = store::authors(unit, point.id).await?;
        let subjects = store::concerned(unit, point.id).await?;
        let evidence = store::evidence_of(unit, case.id).await?;
        let added_by: Vec<PersonId> = evidence.iter().map(|row| row.added_by).collect();
        let last = store::latest_finding_of(unit, point.id).await?;
        let n_evidence = store::count(evidence.len());
        let recorded = record_finding(&FindingFacts {
            state: case.state,
            is_own: case.verifier_id == Some(person),
            has_accepted: case.accepted_at.is_some(),
            is_party: authors.contains(&person) || subjects.contains(&person),
            verdict: self.verdict,
            has_part: self.confirmed_part.is_some(),
            n_findings: last.as_ref().map_or(0, |finding| finding.number),
            n_looked_at: last.as_ref().map_or(0, |finding| finding.n_evidence),
            n_evidence,
            n_independent: n_independent(&added_by, &authors, &subjects),
        })?;
        let finding = FindingRow {
            id: unit.name(),
            campaign_id: case.campaign_id,
            review_id: review,
            case_id: case.id,
            point_id: point.id,
            number: recorded.number,
            verdict: self.verdict,
            confirmed_part: self.confirmed_part.clone(),
            reasons: self.reasons.clone(),
            n_evidence,
            is_final: false,
            final_by: None,
            final_at: None,
            found_by: person,
            found_at: unit.at(),
            version: 0,
        };
        let id = finding.id;
        let tasks = finish_about(unit, &about(&case), Some(self.reasons.clone())).await?;
        // The contributor learns that there is a finding, and what it is once its subject was heard.
        let trace = (Stage::Verification, "trace-verification-found");
        let traces = trace_point(unit, point.id, trace, None).await?;
        let standing = store::standing(unit, review, 0).await?;
        let notices = case.assigned_by.map(|assigner| {
            Notice::new(assigner, "notice-verification-found", link(&point))
                .arg("number", point.number)
                .arg("title", &point.title)
        });
        let case = CaseRow { state: recorded.state, ..case };
        let rows = (case, finding, tasks, traces, standing);
        unit.commit("verification.finding_recorded", rows, notices.into_iter().collect()).await?;
        Ok(id)
    }

    fn landing(&self, here: &Here, finding: &FindingId) -> String {
        format!("/verification/{}/point/{}#{finding}", here.key, self.point)
    }
}
