//! The person opens a notice: from that day the term runs.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, form};
use domain::common::Stage;
use domain::common::id::AssignmentId;
use domain::explanation::assign::Term;
use domain::explanation::serve::{OpenFacts, open_notice};
use domain::explanation::{NoticeStep, ServiceKind};

use super::assign::term_days;
use super::own;
use super::store::{self, ExplanationRow, PointFile};
use crate::campaign::packs;
use crate::plan::calendar;
use crate::synthesis::store::trace_point;

form! {
    /// A notice that its person opens.
    pub struct OpenNotice = "explanation.open_notice" {
        /// The assignment.
        assignment: one hidden AssignmentId,
    }
}

impl Act for OpenNotice {
    type Outcome = AssignmentId;

    async fn run(&self, unit: &mut Unit) -> Result<AssignmentId, Failure> {
        let (row, point) = own(unit, self.assignment).await?;
        let working_days = term_days(&packs::of_campaign(unit, row.campaign_id).await?);
        let opened = open_notice(&OpenFacts {
            state: row.state,
            service: row.service,
            today: unit.today(),
            due: row.due,
            term: Term { calendar: calendar::home()?, working_days },
        })?;
        let file = PointFile::of(unit, point.id).await?;
        let row = ExplanationRow {
            state: opened.state,
            service: Some(ServiceKind::InProgram),
            served_on: opened.on,
            served_at: Some(unit.at()),
            opened_at: Some(unit.at()),
            due: opened.due,
            n_evidence: file.n_evidence(),
            ..row
        };
        let log = store::log(unit, &row, NoticeStep::Opened, None).await?;
        let tasks = store::answering_task(unit, &row, &point).await?;
        let trace = (Stage::Explanation, "trace-explanation-served");
        let traces = trace_point(unit, point.id, trace, None).await?;
        let id = row.id;
        unit.commit("explanation.notice_opened", (row, log, tasks, traces), vec![]).await?;
        Ok(id)
    }

    fn landing(&self, here: &Here, assignment: &AssignmentId) -> String {
        format!("/explanation/{}/assignment/{assignment}", here.key)
    }
}
