//! What an act knows of one assignment or one point, and the rows that every act of the stage writes along.

use base::Failure;
use base::db::{DbError, Link, Stored, find, select};
use base::unit::{Notice, Unit};
use domain::common::Stage;
use domain::common::id::{AssignmentId, PersonId, PointId, ReviewId};
use domain::common::{Prose, Reason};
use domain::explanation::hearing::{Piece, Seen, n_unheard};
use domain::explanation::{AnswerKind, NoticeStep};
use jiff::civil::Date;

use super::{AnswerRow, ExplanationRow, NoticeRow, answers_of_point, assignments_of_point};
use crate::campaign::packs;
use crate::plan::store::{TaskAbout, TaskRow, finish_about, postpone_about};
use crate::synthesis::store::{PointRow, point_in};
use crate::verification::store::{
    CaseRow, EvidenceRow, FindingRow, case_of, count, evidence_of, latest_finding_of,
};

/// An assignment of a review, with its point.
///
/// # Errors
/// [`Failure::Missing`] when the review has none such.
pub async fn known_assignment(
    link: &mut Link,
    review: ReviewId,
    assignment: AssignmentId,
) -> Result<(ExplanationRow, PointRow), Failure> {
    let row: ExplanationRow = find(link, assignment).await?.ok_or(Failure::Missing)?;
    let point = point_in(link, review, row.point_id).await?;
    Ok((row, point))
}

/// The log of a notice, step by step.
///
/// # Errors
/// What the database says.
pub async fn notices_of(link: &mut Link, assignment: AssignmentId) -> Result<Vec<NoticeRow>, DbError> {
    select(link, "WHERE assignment_id = $1 ORDER BY number", &[assignment.to_cell()]).await
}

/// The next step in the log of a notice.
///
/// # Errors
/// What the database says.
pub async fn log(
    unit: &mut Unit,
    assignment: &ExplanationRow,
    step: NoticeStep,
    note: Option<Reason>,
) -> Result<NoticeRow, Failure> {
    let before = notices_of(unit, assignment.id).await?.len();
    Ok(NoticeRow {
        id: unit.name(),
        campaign_id: assignment.campaign_id,
        assignment_id: assignment.id,
        number: count(before) + 1,
        step,
        note,
        by_id: unit.actor().person(),
        at: unit.at(),
        version: 0,
    })
}

/// Everything about a point that the rules of a finding and of opening again look at.
pub struct PointFile {
    /// Its case.
    pub case: Option<CaseRow>,
    /// The last finding.
    pub finding: Option<FindingRow>,
    /// The evidence.
    pub evidence: Vec<EvidenceRow>,
    /// Who was asked.
    pub assignments: Vec<ExplanationRow>,
    /// What was answered.
    pub answers: Vec<AnswerRow>,
}

impl PointFile {
    /// Reads it.
    ///
    /// # Errors
    /// What the database says.
    pub async fn of(link: &mut Link, point: PointId) -> Result<Self, DbError> {
        let case = case_of(link, point).await?;
        let evidence = match &case {
            Some(case) => evidence_of(link, case.id).await?,
            None => Vec::new(),
        };
        let finding = latest_finding_of(link, point).await?;
        let assignments = assignments_of_point(link, point).await?;
        let answers = answers_of_point(link, point).await?;
        Ok(PointFile { case, finding, evidence, assignments, answers })
    }

    /// How many pieces of evidence there are.
    pub fn n_evidence(&self) -> i64 {
        count(self.evidence.len())
    }

    /// How many pieces of evidence the last finding has not looked at.
    pub fn n_since(&self) -> i64 {
        self.finding.as_ref().map_or(0, |finding| self.n_evidence() - finding.n_evidence)
    }

    /// How many pieces of evidence somebody who did not accept the point could not answer.
    pub fn n_unheard(&self) -> usize {
        let seen = |row: &ExplanationRow| Seen {
            n_evidence: row.n_evidence,
            has_accepted: self.last_answer(row.id) == Some(AnswerKind::Accepted),
        };
        n_unheard(&self.pieces(), &self.assignments.iter().map(seen).collect::<Vec<_>>())
    }

    /// How many pieces of evidence came in after those who were asked were heard, whatever they answered.
    pub fn n_new(&self) -> usize {
        let seen = |row: &ExplanationRow| Seen { n_evidence: row.n_evidence, has_accepted: false };
        n_unheard(&self.pieces(), &self.assignments.iter().map(seen).collect::<Vec<_>>())
    }

    fn pieces(&self) -> Vec<Piece> {
        let piece =
            |row: &EvidenceRow| Piece { number: row.number, is_from_answer: row.from_answer.is_some() };
        self.evidence.iter().map(piece).collect()
    }

    fn last_answer(&self, assignment: AssignmentId) -> Option<AnswerKind> {
        self.answers
            .iter()
            .filter(|answer| answer.assignment_id == assignment)
            .map(|answer| answer.kind)
            .next_back()
    }

    /// How many more points are answered once this assignment stands as given: 1, 0, or -1.
    pub fn moved_by(&self, changed: &[ExplanationRow]) -> i64 {
        let now = |row: &ExplanationRow| {
            let after = changed.iter().find(|other| other.id == row.id).unwrap_or(row);
            after.hearing().has_ended()
        };
        let added = changed.iter().filter(|row| self.assignments.iter().all(|old| old.id != row.id));
        let before =
            !self.assignments.is_empty() && self.assignments.iter().all(|row| row.hearing().has_ended());
        let after = self.assignments.iter().all(now) && added.clone().all(|row| row.hearing().has_ended());
        let is_any = !self.assignments.is_empty() || added.count() > 0;
        i64::from(is_any && after) - i64::from(before)
    }
}

/// The key under which the task of an assignment is found.
pub fn about(assignment: AssignmentId) -> String {
    format!("explanation:{assignment}")
}

/// The page of an assignment.
pub fn link_of(assignment: &ExplanationRow) -> String {
    format!("/explanation/{}/assignment/{}", assignment.review_id, assignment.id)
}

/// The task of whoever must answer: a new one, or the one that is open with the day as it is now.
///
/// # Errors
/// What the database says.
pub async fn answering_task(
    unit: &mut Unit,
    assignment: &ExplanationRow,
    point: &PointRow,
) -> Result<Vec<TaskRow>, Failure> {
    let open = postpone_about(unit, &about(assignment.id), assignment.due).await?;
    if !open.is_empty() {
        return Ok(open);
    }
    let pack = packs::of_campaign(unit, assignment.campaign_id).await?;
    let (matter, why) = packs::duty(&pack, Stage::Explanation, point.number, &point.title)?;
    let task = TaskAbout {
        campaign: assignment.campaign_id,
        review: Some(assignment.review_id),
        owner: assignment.person_id,
        stage: Stage::Explanation,
        matter,
        why,
        link: link_of(assignment),
        about: about(assignment.id),
        due: assignment.due,
    };
    Ok(vec![task.row(unit)])
}

/// The end of the task of whoever had to answer.
///
/// # Errors
/// What the database says.
pub async fn answered_task(
    unit: &mut Unit,
    assignment: &ExplanationRow,
    evidence: Option<Prose>,
) -> Result<Vec<TaskRow>, Failure> {
    finish_about(unit, &about(assignment.id), evidence).await
}

/// The key under which the task of letting a finding stand is found.
pub fn finding_about(point: PointId) -> String {
    format!("finding:{point}")
}

/// The task of the verifier, once everybody was heard on a finding that is still provisional.
///
/// # Errors
/// What the database says.
pub async fn finalising_task(
    unit: &mut Unit,
    point: &PointRow,
    case: &CaseRow,
    due: Date,
) -> Result<Vec<TaskRow>, Failure> {
    let Some(owner) = case.verifier_id else { return Ok(Vec::new()) };
    let open = postpone_about(unit, &finding_about(point.id), due).await?;
    if !open.is_empty() {
        return Ok(open);
    }
    let pack = packs::of_campaign(unit, point.campaign_id).await?;
    let (matter, why) = packs::duty(&pack, Stage::Verification, point.number, &point.title)?;
    let task = TaskAbout {
        campaign: point.campaign_id,
        review: Some(point.review_id),
        owner,
        stage: Stage::Explanation,
        matter,
        why,
        link: format!("/explanation/{}/point/{}", point.review_id, point.id),
        about: finding_about(point.id),
        due,
    };
    Ok(vec![task.row(unit)])
}

/// Tells the verifier and whoever assigned the point that a hearing has ended.
///
/// # Errors
/// What the database says.
pub async fn hearing_ended(
    unit: &mut Unit,
    key: &'static str,
    point: &PointRow,
    (assignment, case): (&ExplanationRow, Option<&CaseRow>),
) -> Result<Vec<Notice>, Failure> {
    let first = notices_of(unit, assignment.id).await?.into_iter().next();
    let mut told: Vec<PersonId> = first.and_then(|notice| notice.by_id).into_iter().collect();
    told.extend(case.and_then(|case| case.verifier_id).filter(|verifier| !told.contains(verifier)));
    let link = format!("/explanation/{}/point/{}", point.review_id, point.id);
    let notice = |person| {
        Notice::new(person, key, link.clone()).arg("number", point.number).arg("title", &point.title)
    };
    Ok(told.into_iter().map(notice).collect())
}
