//! Noting that a term has ended without an answer.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, form};
use domain::common::Stage;
use domain::common::id::AssignmentId;
use domain::explanation::NoticeStep;
use domain::explanation::lapse::{LapseFacts, lapse};

use super::ended;
use super::store::{self, ExplanationRow, PointFile};
use crate::synthesis::store::{PointRow, trace_point};

form! {
    /// A term that went by.
    pub struct Lapse = "explanation.lapse" {
        /// The assignment.
        assignment: one hidden AssignmentId,
    }
}

impl Act for Lapse {
    type Outcome = AssignmentId;

    async fn run(&self, unit: &mut Unit) -> Result<AssignmentId, Failure> {
        let review = unit.review()?;
        let (row, point) = store::known_assignment(unit, review, self.assignment).await?;
        note_lapse(unit, row, &point).await
    }

    fn landing(&self, here: &Here, assignment: &AssignmentId) -> String {
        format!("/explanation/{}/assignment/{assignment}", here.key)
    }
}

/// Notes the lapse, for the secretary as for the program by itself.
pub(super) async fn note_lapse(
    unit: &mut Unit,
    row: ExplanationRow,
    point: &PointRow,
) -> Result<AssignmentId, Failure> {
    let (state, service, due, today) = (row.state, row.service, row.due, unit.today());
    let lapsed = lapse(&LapseFacts { state, service, due, today })?;
    let file = PointFile::of(unit, point.id).await?;
    let row = ExplanationRow { state: lapsed.state, ended_at: Some(unit.at()), ..row };
    let log = store::log(unit, &row, NoticeStep::Lapsed, None).await?;
    let finished = store::answered_task(unit, &row, None).await?;
    let traces = trace_point(unit, point.id, (Stage::Explanation, "trace-explanation-lapsed"), None).await?;
    let notices =
        store::hearing_ended(unit, "notice-explanation-lapsed", point, (&row, file.case.as_ref())).await?;
    let after = ended(unit, point, &file, &row).await?;
    let id = row.id;
    unit.commit("explanation.lapsed", (row, log, finished, traces, after), notices).await?;
    Ok(id)
}
