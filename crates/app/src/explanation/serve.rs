//! Serving a notice: in the program, on paper with a note of who took it, or that it cannot be served, and why.

use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use base::{Failure, form};
use domain::common::id::AssignmentId;
use domain::common::{Reason, Stage};
use domain::explanation::assign::Term;
use domain::explanation::serve::{ServeFacts, serve};
use domain::explanation::{NoticeStep, ServiceKind};
use jiff::civil::Date;

use super::assign::term_days;
use super::store::{self, ExplanationRow, PointFile};
use crate::campaign::packs;
use crate::plan::calendar;
use crate::synthesis::store::trace_point;

form! {
    /// A notice that is served, or that cannot be.
    pub struct Serve = "explanation.serve" {
        /// The assignment.
        assignment: one hidden AssignmentId,
        /// How.
        service: one choice ServiceKind,
        /// The day on which the paper was received; today when it is left out.
        received: maybe date Date,
        /// Who took the paper, or why it cannot be served.
        note: maybe prose Reason,
    }
}

impl Act for Serve {
    type Outcome = AssignmentId;

    async fn run(&self, unit: &mut Unit) -> Result<AssignmentId, Failure> {
        let (review, today) = (unit.review()?, unit.today());
        let (row, point) = store::known_assignment(unit, review, self.assignment).await?;
        let working_days = term_days(&packs::of_campaign(unit, row.campaign_id).await?);
        let served = serve(&ServeFacts {
            state: row.state,
            before: row.service,
            kind: self.service,
            has_note: self.note.is_some(),
            received: self.received.unwrap_or(today),
            today,
            due: row.due,
            term: Term { calendar: calendar::home()?, working_days },
        })?;
        let file = PointFile::of(unit, point.id).await?;
        let row = ExplanationRow {
            state: served.state,
            service: Some(self.service),
            service_note: self.note.clone(),
            served_on: served.on,
            served_at: served.on.map(|_| unit.at()),
            due: served.due,
            n_evidence: file.n_evidence(),
            ..row
        };
        let log = store::log(unit, &row, step_of(self.service), self.note.clone()).await?;
        let (tasks, notices) = match self.service {
            ServiceKind::Impossible => (Vec::new(), Vec::new()),
            ServiceKind::InProgram | ServiceKind::OnPaper => {
                let notice = Notice::new(row.person_id, "notice-explanation-served", store::link_of(&row));
                let notice = notice.arg("number", point.number).arg("title", &point.title);
                (store::answering_task(unit, &row, &point).await?, vec![notice])
            }
        };
        let traces = match self.service {
            ServiceKind::InProgram => Vec::new(),
            ServiceKind::OnPaper | ServiceKind::Impossible => {
                let trace = (Stage::Explanation, "trace-explanation-served");
                trace_point(unit, point.id, trace, None).await?
            }
        };
        let id = row.id;
        unit.commit("explanation.served", (row, log, tasks, traces), notices).await?;
        Ok(id)
    }

    fn landing(&self, here: &Here, assignment: &AssignmentId) -> String {
        format!("/explanation/{}/assignment/{assignment}", here.key)
    }
}

fn step_of(service: ServiceKind) -> NoticeStep {
    match service {
        ServiceKind::InProgram => NoticeStep::Sent,
        ServiceKind::OnPaper => NoticeStep::OnPaper,
        ServiceKind::Impossible => NoticeStep::Impossible,
    }
}
