//! Answering a point: accepted, partly, not; with evidence that goes beside that of the verification.

use base::failure::FieldError;
use base::house::Here;
use base::unit::Unit;
use base::web::{Act, Upload};
use base::{Failure, form};
use domain::common::id::{AnswerId, AssignmentId};
use domain::common::{Line, Prose, Stage};
use domain::explanation::answer::{AnswerFacts, answer, missing_parts};
use domain::explanation::{AnswerKind, AnswerPart, NoticeStep};
use jiff::civil::Date;

use super::store::{self, AnswerRow, ExplanationRow, PointFile};
use super::{ended, own};
use crate::opinion::store::FileRow;
use crate::synthesis::store::{PointRow, trace_point};
use crate::verification::store::{Brought, CaseRow, EvidenceRow, evidence_from_answer};

form! {
    /// An answer to a point.
    pub struct Answer = "explanation.answer" {
        /// The assignment.
        assignment: one hidden AssignmentId,
        /// Accepted, partly, not.
        kind: one choice AnswerKind,
        /// In words.
        text: one prose Prose,
        /// What is not so.
        contested: maybe prose Prose,
        /// Why it happened.
        cause: maybe prose Prose,
        /// What the evidence is.
        title: maybe line Line,
        /// Who wrote or keeps it.
        source: maybe line Line,
        /// Its own date.
        dated: maybe date Date,
        /// The evidence.
        file: maybe file Upload,
    }
}

impl Act for Answer {
    type Outcome = AnswerId;

    async fn run(&self, unit: &mut Unit) -> Result<AnswerId, Failure> {
        let (row, point) = own(unit, self.assignment).await?;
        let facts = AnswerFacts { state: row.state, n_reopened: row.n_reopened };
        let answered = answer(&facts)?;
        self.is_whole()?;
        let answer = AnswerRow {
            id: unit.name(),
            campaign_id: row.campaign_id,
            assignment_id: row.id,
            number: answered.number,
            kind: self.kind,
            text: self.text.clone(),
            contested: self.contested.clone(),
            cause: self.cause.clone(),
            answered_by: unit.person()?,
            answered_at: unit.at(),
            version: 0,
        };
        let brought = self.brought(unit, &point, &answer).await?;
        let file = PointFile::of(unit, point.id).await?;
        let more = i64::from(brought.is_some());
        let row = ExplanationRow {
            state: answered.state,
            ended_at: Some(unit.at()),
            n_evidence: file.n_evidence() + more,
            ..row
        };
        let log = store::log(unit, &row, NoticeStep::Answered, None).await?;
        let finished = store::answered_task(unit, &row, Some(self.text.clone())).await?;
        let traces = trace_point(unit, point.id, (Stage::Explanation, trace_of(self.kind)), None).await?;
        let notices =
            store::hearing_ended(unit, "notice-explanation-answered", &point, (&row, file.case.as_ref()))
                .await?;
        let after = ended(unit, &point, &file, &row).await?;
        let id = answer.id;
        unit.commit("explanation.answered", (row, answer, log, finished, traces), notices).await?;
        unit.commit("explanation.heard", (brought, after), vec![]).await?;
        Ok(id)
    }

    fn landing(&self, here: &Here, answer: &AnswerId) -> String {
        format!("/explanation/{}/assignment/{}#{answer}", here.key, self.assignment)
    }
}

type Rows = (Option<CaseRow>, Option<FileRow>, EvidenceRow);

impl Answer {
    fn is_whole(&self) -> Result<(), Failure> {
        let given = [
            (AnswerPart::Contested, self.contested.is_some()),
            (AnswerPart::Cause, self.cause.is_some()),
            (AnswerPart::Title, self.title.is_some()),
            (AnswerPart::Source, self.source.is_some()),
            (AnswerPart::Dated, self.dated.is_some()),
            (AnswerPart::File, self.file.is_some()),
        ];
        let given: Vec<AnswerPart> =
            given.into_iter().filter(|(_, is_there)| *is_there).map(|(part, _)| part).collect();
        let missing = missing_parts(self.kind, &given);
        if missing.is_empty() {
            return Ok(());
        }
        let error = |part: AnswerPart| FieldError::new(part.as_str(), &format!("explanation-missing-{part}"));
        Err(Failure::Malformed(missing.into_iter().map(error).collect()))
    }

    /// The rows of the evidence, when it came with the answer.
    async fn brought(
        &self,
        unit: &mut Unit,
        point: &PointRow,
        answer: &AnswerRow,
    ) -> Result<Option<Rows>, Failure> {
        let (Some(title), Some(source), Some(dated)) = (&self.title, &self.source, self.dated) else {
            return Ok(None);
        };
        let brought = Brought {
            answer: answer.id,
            title: title.clone(),
            source: source.clone(),
            dated,
            file: self.file.as_ref(),
            text: None,
            by: answer.answered_by,
        };
        evidence_from_answer(unit, point, brought).await.map(Some)
    }
}

fn trace_of(kind: AnswerKind) -> &'static str {
    match kind {
        AnswerKind::Accepted => "trace-explanation-accepted",
        AnswerKind::PartlyAccepted => "trace-explanation-partly-accepted",
        AnswerKind::NotAccepted => "trace-explanation-not-accepted",
    }
}
