//! Notices, petitions and postings, as pages and gates ask for them.

use base::Failure;
use base::db::{DbError, Link, Stored, find, one, select};
use domain::common::id::{ConclusionId, FileId, PersonId, ReviewId};

use super::{NoticeRow, PetitionRow, PostingRow};
use crate::campaign::same_review;
use crate::campaign::store::SubjectRow;
use crate::opinion::store::FileRow;

/// The notices of a conclusion, in the order in which they were given.
///
/// # Errors
/// What the database says.
pub async fn notices_of(link: &mut Link, conclusion: ConclusionId) -> Result<Vec<NoticeRow>, DbError> {
    select(link, "WHERE conclusion_id = $1 ORDER BY id", &[conclusion.to_cell()]).await
}

/// The notice of a conclusion to a person.
///
/// # Errors
/// What the database says.
pub async fn notice_to(
    link: &mut Link,
    conclusion: ConclusionId,
    person: PersonId,
) -> Result<Option<NoticeRow>, DbError> {
    one(link, "WHERE conclusion_id = $1 AND person_id = $2", &[conclusion.to_cell(), person.to_cell()]).await
}

/// Whom a conclusion concerns: the individual, or everyone who is under review in the collective, the head first.
///
/// # Errors
/// What the database says.
pub async fn concerned(link: &mut Link, subject: &SubjectRow) -> Result<Vec<PersonId>, DbError> {
    if let Some(person) = subject.person_id {
        return Ok(vec![person]);
    }
    let sql = "SELECT person_id FROM campaign_subject WHERE review_id = $1 AND person_id IS NOT NULL ORDER BY place";
    link.rows(sql, &[subject.review_id.to_cell()]).await?.iter().map(|row| row.at(0)).collect()
}

/// Who may petition: the individual, or the head of the collective.
///
/// # Errors
/// What the database says.
pub async fn petitioner(link: &mut Link, subject: &SubjectRow) -> Result<Option<PersonId>, DbError> {
    Ok(concerned(link, subject).await?.first().copied())
}

/// How many of those concerned by the conclusions in force have no notice.
///
/// # Errors
/// What the database says.
pub async fn without_notice(link: &mut Link, review: ReviewId) -> Result<i64, DbError> {
    let sql = "SELECT COUNT(*) FROM conclusion_conclusion c JOIN campaign_subject s ON s.id = c.subject_id \
        JOIN campaign_subject w ON w.review_id = s.review_id AND w.person_id IS NOT NULL \
        AND (s.person_id IS NULL OR w.id = s.id) \
        WHERE c.review_id = $1 AND c.state = 'decided' AND NOT EXISTS (SELECT 1 FROM conclusion_conclusion l \
        WHERE l.subject_id = c.subject_id AND l.state = 'decided' AND l.number > c.number) \
        AND NOT EXISTS (SELECT 1 FROM conclusion_notice n WHERE n.conclusion_id = c.id AND n.person_id = w.person_id)";
    link.count(sql, &[review.to_cell()]).await
}

/// The petitions against the conclusions of a subject, newest first.
///
/// # Errors
/// What the database says.
pub async fn petitions_of(
    link: &mut Link,
    subject: domain::common::id::SubjectId,
) -> Result<Vec<PetitionRow>, DbError> {
    let rest = "WHERE conclusion_id IN (SELECT id FROM conclusion_conclusion WHERE subject_id = $1) \
                ORDER BY filed_at DESC, id";
    select(link, rest, &[subject.to_cell()]).await
}

/// The petitions of a review that wait for their answer.
///
/// # Errors
/// What the database says.
pub async fn open_petitions(link: &mut Link, review: ReviewId) -> Result<Vec<PetitionRow>, DbError> {
    select(link, "WHERE review_id = $1 AND state = 'received' ORDER BY filed_at, id", &[review.to_cell()])
        .await
}

/// The posting of a review.
///
/// # Errors
/// What the database says.
pub async fn posting_of(link: &mut Link, review: ReviewId) -> Result<Option<PostingRow>, DbError> {
    one(link, "WHERE review_id = $1", &[review.to_cell()]).await
}

/// A file that stands behind a figure of this review.
///
/// # Errors
/// [`Failure::Missing`] when no ground of this review names it.
pub async fn file_in(link: &mut Link, review: ReviewId, file: FileId) -> Result<FileRow, Failure> {
    let sql = "SELECT s.review_id FROM conclusion_ground g JOIN conclusion_shortcoming s ON s.id = g.shortcoming_id \
               WHERE g.file_id = $1";
    let row = link.row(sql, &[file.to_cell()]).await?.ok_or(Failure::Missing)?;
    same_review(row.at(0)?, review)?;
    find(link, file).await?.ok_or(Failure::Missing)
}
