//! What pages and later stages ask about commitments.

use std::collections::{HashMap, HashSet};

use base::Failure;
use base::db::{Cell, DbError, Link, Stored, find, select};
use base::unit::Unit;
use domain::common::id::{CampaignId, CommitmentId, FileId, PersonId, ReviewId, ShortcomingId, UnitId};
use domain::common::{Prose, Stage};
use domain::remedy::report::Doing;
use domain::remedy::{MilestoneState, StepKind};
use jiff::civil::Date;
use serde::Serialize;
use uuid::Uuid;

use super::{CommitmentRow, MilestoneRow, StepRow};
use crate::campaign::same_review;
use crate::conclusion::store::ShortcomingRow;
use crate::opinion::store::{FileRow, TraceRow, detail};
use crate::synthesis::store as synthesis;

/// A commitment with the names that a list shows.
#[derive(Clone, Debug, Serialize)]
pub struct NamedCommitment {
    /// The commitment.
    pub row: CommitmentRow,
    /// Who does it.
    pub doer: String,
    /// The body of the review.
    pub body: String,
    /// The unit of the review.
    pub unit_id: UnitId,
    /// How many milestones it has.
    pub n_milestones: i64,
    /// How many of them are reached.
    pub n_reached: i64,
    /// The first day of a milestone that is still ahead.
    pub next_due: Option<Date>,
}

/// The commitments of a campaign, by review and number.
///
/// # Errors
/// What the database says.
pub async fn commitments_of_campaign(
    link: &mut Link,
    campaign: CampaignId,
) -> Result<Vec<NamedCommitment>, DbError> {
    named(link, "campaign_id", campaign.to_cell()).await
}

/// The commitments of a review, by number.
///
/// # Errors
/// What the database says.
pub async fn commitments_of_review(
    link: &mut Link,
    review: ReviewId,
) -> Result<Vec<NamedCommitment>, DbError> {
    named(link, "review_id", review.to_cell()).await
}

async fn named(link: &mut Link, of: &str, value: Cell) -> Result<Vec<NamedCommitment>, DbError> {
    let values = [value];
    let rest = format!("WHERE {of} = $1 ORDER BY review_id, number");
    let rows: Vec<CommitmentRow> = select(link, &rest, &values).await?;
    let sql = format!(
        "SELECT c.id, p.full_name AS doer, b.name AS body, r.unit_id, \
         (SELECT COUNT(*) FROM remedy_milestone m WHERE m.commitment_id = c.id) AS n_milestones, \
         (SELECT COUNT(*) FROM remedy_milestone m WHERE m.commitment_id = c.id AND m.state = 'reached') AS n_reached, \
         (SELECT MIN(m.due) FROM remedy_milestone m WHERE m.commitment_id = c.id AND m.state = 'ahead') AS next_due \
         FROM remedy_commitment c JOIN organisation_person p ON p.id = c.doer_id \
         JOIN campaign_review r ON r.id = c.review_id JOIN organisation_body b ON b.id = r.body_id WHERE c.{of} = $1"
    );
    let mut about = HashMap::new();
    for row in link.rows(&sql, &values).await? {
        about.insert(row.get::<CommitmentId>("id")?, row);
    }
    let with_names = |row: CommitmentRow| {
        let found =
            about.get(&row.id).ok_or_else(|| DbError::Shape(format!("whose commitment {} is", row.id)))?;
        Ok(NamedCommitment {
            doer: found.get("doer")?,
            body: found.get("body")?,
            unit_id: found.get("unit_id")?,
            n_milestones: found.get("n_milestones")?,
            n_reached: found.get("n_reached")?,
            next_due: found.get("next_due")?,
            row,
        })
    };
    rows.into_iter().map(with_names).collect()
}

/// The commitments of a review as rows, by number.
///
/// # Errors
/// What the database says.
pub async fn commitments_of(link: &mut Link, review: ReviewId) -> Result<Vec<CommitmentRow>, DbError> {
    select(link, "WHERE review_id = $1 ORDER BY number", &[review.to_cell()]).await
}

/// The shortcomings of a review to which somebody committed; after a re-review also under the number that they had.
///
/// # Errors
/// What the database says.
pub async fn committed_shortcomings(
    link: &mut Link,
    review: ReviewId,
) -> Result<HashSet<ShortcomingId>, DbError> {
    let sql = "SELECT s.id FROM conclusion_shortcoming s JOIN conclusion_shortcoming o \
        ON o.review_id = s.review_id AND o.number = s.number \
        JOIN remedy_commitment c ON c.shortcoming_id = o.id WHERE s.review_id = $1";
    link.rows(sql, &[review.to_cell()]).await?.iter().map(|row| row.at(0)).collect()
}

/// The next number of a commitment in a review.
///
/// # Errors
/// What the database says.
pub async fn next_number(link: &mut Link, review: ReviewId) -> Result<i64, DbError> {
    let sql = "SELECT COALESCE(MAX(number), 0) + 1 FROM remedy_commitment WHERE review_id = $1";
    link.count(sql, &[review.to_cell()]).await
}

/// The next place of a milestone in a commitment.
///
/// # Errors
/// What the database says.
pub async fn next_place(link: &mut Link, commitment: CommitmentId) -> Result<i64, DbError> {
    let sql = "SELECT COALESCE(MAX(place), 0) + 1 FROM remedy_milestone WHERE commitment_id = $1";
    link.count(sql, &[commitment.to_cell()]).await
}

/// How many commitments of a review are accepted or carried over, of how many.
///
/// # Errors
/// What the database says.
pub async fn progress(link: &mut Link, review: ReviewId) -> Result<(i64, i64), DbError> {
    let sql = "SELECT COUNT(*) AS total, COUNT(CASE WHEN state IN ('accepted', 'carried_over') THEN 1 END) AS done \
               FROM remedy_commitment WHERE review_id = $1";
    match link.row(sql, &[review.to_cell()]).await? {
        Some(row) => Ok((row.get("done")?, row.get("total")?)),
        None => Ok((0, 0)),
    }
}

/// The milestones of a commitment, by day.
///
/// # Errors
/// What the database says.
pub async fn milestones_of(link: &mut Link, commitment: CommitmentId) -> Result<Vec<MilestoneRow>, DbError> {
    select(link, "WHERE commitment_id = $1 ORDER BY due, place", &[commitment.to_cell()]).await
}

/// The milestones of every commitment of a review, by day.
///
/// # Errors
/// What the database says.
pub async fn milestones_of_review(link: &mut Link, review: ReviewId) -> Result<Vec<MilestoneRow>, DbError> {
    let rest =
        "WHERE commitment_id IN (SELECT id FROM remedy_commitment WHERE review_id = $1) ORDER BY due, place";
    select(link, rest, &[review.to_cell()]).await
}

/// A line in the history of a commitment, with who took the step and the file's name.
#[derive(Clone, Debug, Serialize)]
pub struct NamedStep {
    /// The step.
    pub row: StepRow,
    /// Who took it.
    pub name: String,
    /// The name of its file.
    pub file: Option<String>,
}

/// The history of a commitment, in its order.
///
/// # Errors
/// What the database says.
pub async fn steps_of(link: &mut Link, commitment: CommitmentId) -> Result<Vec<NamedStep>, DbError> {
    let of = [commitment.to_cell()];
    let rows: Vec<StepRow> = select(link, "WHERE commitment_id = $1 ORDER BY taken_at, id", &of).await?;
    let sql = "SELECT s.id, p.full_name, f.name AS file FROM remedy_step s \
        JOIN organisation_person p ON p.id = s.taken_by LEFT JOIN opinion_file f ON f.id = s.file_id \
        WHERE s.commitment_id = $1";
    let mut names = HashMap::new();
    for row in link.rows(sql, &of).await? {
        names.insert(row.get::<Uuid>("id")?, (row.get::<String>("full_name")?, row.get("file")?));
    }
    let named = |row: StepRow| {
        let (name, file) = names.get(&row.id).cloned().unwrap_or_default();
        NamedStep { row, name, file }
    };
    Ok(rows.into_iter().map(named).collect())
}

/// What shows that a commitment is done.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shown {
    /// How many milestones are ahead.
    pub n_open_milestones: u32,
    /// How many reached milestones have proof.
    pub n_milestone_proofs: u32,
    /// How many reports brought proof.
    pub n_report_proofs: u32,
}

/// What shows that a commitment is done.
///
/// # Errors
/// What the database says.
pub async fn shown(link: &mut Link, commitment: CommitmentId) -> Result<Shown, DbError> {
    let milestones = milestones_of(link, commitment).await?;
    let steps = steps_of(link, commitment).await?;
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let has_proof = |row: &&MilestoneRow| row.proof.is_some() || row.file_id.is_some();
    let brought = |step: &&NamedStep| {
        step.row.kind == StepKind::Reported && (step.row.text.is_some() || step.row.file_id.is_some())
    };
    Ok(Shown {
        n_open_milestones: number(milestones.iter().filter(|m| m.state == MilestoneState::Ahead).count()),
        n_milestone_proofs: number(milestones.iter().filter(has_proof).count()),
        n_report_proofs: number(steps.iter().filter(brought).count()),
    })
}

/// A commitment of the review of the act.
///
/// # Errors
/// [`Failure::Missing`] when it is of another.
pub async fn commitment_in(unit: &mut Unit, commitment: CommitmentId) -> Result<CommitmentRow, Failure> {
    let row: CommitmentRow = unit.need(commitment).await?;
    same_review(row.review_id, unit.review()?)?;
    Ok(row)
}

/// A commitment on which its doer does something. To anybody else it is not there, unless they work in its review:
/// then the rule tells them whose it is.
///
/// # Errors
/// [`Failure::Missing`] when the person has nothing to do with it.
pub async fn done_by(unit: &mut Unit, commitment: CommitmentId) -> Result<(CommitmentRow, Doing), Failure> {
    let row: CommitmentRow = unit.need(commitment).await?;
    let person = unit.person()?;
    let is_doer = row.doer_id == person;
    let sql = "SELECT COUNT(*) FROM organisation_assignment a JOIN campaign_review r \
               ON r.id = a.review_id OR r.unit_id = a.unit_id WHERE r.id = $1 AND a.person_id = $2";
    let is_inside = is_doer || 0 < unit.count(sql, &[row.review_id.to_cell(), person.to_cell()]).await?;
    match is_inside {
        true => Ok((row.clone(), Doing { state: row.state, is_doer })),
        false => Err(Failure::Missing),
    }
}

/// What became of the opinions behind a commitment.
///
/// # Errors
/// What the database says.
pub async fn traces(unit: &mut Unit, row: &CommitmentRow, what: &str) -> Result<Vec<TraceRow>, Failure> {
    let Some(shortcoming) = row.shortcoming_id else { return Ok(Vec::new()) };
    let shortcoming: ShortcomingRow = unit.need(shortcoming).await?;
    let Some(point) = shortcoming.point_id else { return Ok(Vec::new()) };
    synthesis::trace_point(unit, point, (Stage::Remedy, what), detail(row.matter.as_str())).await
}

/// Whom a commitment is about: the individual whose shortcoming it remedies, nobody for the collective's, the doer for
/// their own.
///
/// # Errors
/// What the database says.
pub async fn whose(link: &mut Link, row: &CommitmentRow) -> Result<Option<PersonId>, DbError> {
    let Some(shortcoming) = row.shortcoming_id else { return Ok(Some(row.doer_id)) };
    let sql = "SELECT s.person_id FROM conclusion_shortcoming i JOIN conclusion_conclusion c \
               ON c.id = i.conclusion_id JOIN campaign_subject s ON s.id = c.subject_id WHERE i.id = $1";
    link.row(sql, &[shortcoming.to_cell()]).await?.map_or(Ok(None), |row| row.at(0))
}

/// How much was wrong, as the shortcoming behind a commitment says it.
///
/// # Errors
/// What the database says.
pub async fn extent_behind(link: &mut Link, row: &CommitmentRow) -> Result<Option<Prose>, DbError> {
    let Some(shortcoming) = row.shortcoming_id else { return Ok(None) };
    let found: Option<ShortcomingRow> = find(link, shortcoming).await?;
    Ok(found.and_then(|row| row.extent))
}

/// A file that shows something in a review.
///
/// # Errors
/// [`Failure::Missing`] when no step of this review names it.
pub async fn file_in(link: &mut Link, review: ReviewId, file: FileId) -> Result<FileRow, Failure> {
    let sql = "SELECT COUNT(*) FROM remedy_step WHERE review_id = $1 AND file_id = $2";
    if link.count(sql, &[review.to_cell(), file.to_cell()]).await? == 0 {
        return Err(Failure::Missing);
    }
    find(link, file).await?.ok_or(Failure::Missing)
}
