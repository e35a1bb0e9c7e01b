//! New evidence opens a point again, once.

use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use base::{Failure, form};
use domain::common::id::PointId;
use domain::common::{Reason, Stage};
use domain::explanation::NoticeStep;
use domain::explanation::assign::Term;
use domain::explanation::hearing::Hearing;
use domain::explanation::reopen::{ReopenFacts, reopen};
use domain::verification::CaseState;

use super::assign::term_days;
use super::store::{self, ExplanationRow, PointFile};
use crate::campaign::packs;
use crate::plan::calendar;
use crate::synthesis::store::{point_in, trace_point};
use crate::verification::store::{self as verification, CaseRow};

form! {
    /// A point that new evidence opens again.
    pub struct Reopen = "explanation.reopen" {
        /// The point.
        point: one hidden PointId,
        /// What is new.
        reason: one prose Reason,
    }
}

impl Act for Reopen {
    type Outcome = PointId;

    async fn run(&self, unit: &mut Unit) -> Result<PointId, Failure> {
        let review = unit.review()?;
        let point = point_in(unit, review, self.point).await?;
        let file = PointFile::of(unit, point.id).await?;
        let hearings: Vec<Hearing> = file.assignments.iter().map(ExplanationRow::hearing).collect();
        let reopened = reopen(&ReopenFacts {
            case: file.case.as_ref().map(|case| case.state),
            hearings: &hearings,
            n_reopened: file.assignments.iter().map(|row| row.n_reopened).max().unwrap_or(0),
            n_unheard: file.n_new(),
        })?;
        let working_days = term_days(&packs::of_campaign(unit, point.campaign_id).await?);
        let due = Term { calendar: calendar::home()?, working_days }.from(unit.today());
        let again = |row: &ExplanationRow| ExplanationRow {
            state: reopened.assignment,
            service: None,
            service_note: None,
            served_on: None,
            served_at: None,
            opened_at: None,
            ended_at: None,
            due,
            n_reopened: row.n_reopened + 1,
            ..row.clone()
        };
        let rows: Vec<ExplanationRow> = file.assignments.iter().map(again).collect();
        let mut log = Vec::new();
        for row in &rows {
            log.push(store::log(unit, row, NoticeStep::Reopened, Some(self.reason.clone())).await?);
        }
        let was_final = file.case.as_ref().is_some_and(|case| case.state == CaseState::FoundFinally);
        let verification = verification::standing(unit, review, -i64::from(was_final)).await?;
        let explanation = store::standing(unit, review, file.moved_by(&rows), 0).await?;
        let trace = (Stage::Explanation, "trace-explanation-reopened");
        let traces = trace_point(unit, point.id, trace, None).await?;
        let case = file.case.zip(reopened.case).map(|(case, state)| CaseRow { state, ..case });
        let verifier = case.as_ref().and_then(|case| case.verifier_id);
        let link = format!("/verification/{review}/point/{}", point.id);
        let notices = verifier.map(|verifier| {
            Notice::new(verifier, "notice-explanation-reopened", link)
                .arg("number", point.number)
                .arg("title", &point.title)
        });
        let standings = (verification, explanation);
        let rows = (rows, log, case, standings, traces);
        unit.commit("explanation.reopened", rows, notices.into_iter().collect()).await?;
        Ok(point.id)
    }

    fn landing(&self, here: &Here, point: &PointId) -> String {
        format!("/explanation/{}/point/{point}", here.key)
    }
}
