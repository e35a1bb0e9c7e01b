//! What is held on a subject: the conclusion with its strengths, shortcomings, grounds and names.

use std::collections::HashMap;

use base::Failure;
use base::db::{DbError, Link, Stored, find, one, select};
use base::unit::Unit;
use domain::common::id::{ConclusionId, PersonId, ReviewId, ShortcomingId, SubjectId};
use serde::Serialize;

use super::{ConclusionRow, GroundRow, ResponsibleRow, ShortcomingRow, StrengthRow, WordingWaiverRow};
use crate::campaign::same_review;
use crate::campaign::store::SubjectRow;

/// A conclusion with everything in it that was not taken out again.
#[derive(Clone, Debug, Serialize)]
pub struct Held {
    /// The conclusion.
    pub conclusion: ConclusionRow,
    /// Its strengths.
    pub strengths: Vec<StrengthRow>,
    /// Its shortcomings, by number.
    pub shortcomings: Vec<ShortcomingRow>,
    /// What the shortcomings rest on.
    pub grounds: Vec<GroundRow>,
    /// Who is responsible for them.
    pub responsible: Vec<ResponsibleRow>,
    /// Questions about the words of the shortcomings that were waived.
    pub waivers: Vec<WordingWaiverRow>,
}

impl Held {
    /// What a shortcoming rests on.
    pub fn grounds_of(&self, shortcoming: ShortcomingId) -> Vec<&GroundRow> {
        self.grounds.iter().filter(|row| row.shortcoming_id == shortcoming).collect()
    }

    /// Who is responsible for a shortcoming.
    pub fn responsible_of(&self, shortcoming: ShortcomingId) -> Vec<&ResponsibleRow> {
        self.responsible.iter().filter(|row| row.shortcoming_id == shortcoming).collect()
    }

    /// The questions about the words of a shortcoming that were waived, in the order in which they were.
    pub fn waivers_of(&self, shortcoming: ShortcomingId) -> Vec<&WordingWaiverRow> {
        self.waivers.iter().filter(|row| row.shortcoming_id == shortcoming).collect()
    }
}

/// Everything that a conclusion holds.
///
/// # Errors
/// What the database says.
pub async fn held(link: &mut Link, conclusion: ConclusionRow) -> Result<Held, DbError> {
    let of = [conclusion.id.to_cell()];
    let own = "WHERE conclusion_id = $1 AND is_dropped = 0 ORDER BY";
    let below = "WHERE is_dropped = 0 AND shortcoming_id IN \
                 (SELECT id FROM conclusion_shortcoming WHERE conclusion_id = $1 AND is_dropped = 0) ORDER BY";
    let waived = "WHERE is_taken_back = 0 AND shortcoming_id IN \
                  (SELECT id FROM conclusion_shortcoming WHERE conclusion_id = $1 AND is_dropped = 0) \
                  ORDER BY waived_at, id";
    Ok(Held {
        waivers: select(link, waived, &of).await?,
        strengths: select(link, &format!("{own} id"), &of).await?,
        shortcomings: select(link, &format!("{own} number"), &of).await?,
        grounds: select(link, &format!("{below} added_at, id"), &of).await?,
        responsible: select(link, &format!("{below} kind, id"), &of).await?,
        conclusion,
    })
}

/// The conclusions of a review, all numbers, by subject.
///
/// # Errors
/// What the database says.
pub async fn conclusions_of(link: &mut Link, review: ReviewId) -> Result<Vec<ConclusionRow>, DbError> {
    select(link, "WHERE review_id = $1 ORDER BY subject_id, number", &[review.to_cell()]).await
}

/// The last conclusion on a subject.
///
/// # Errors
/// What the database says.
pub async fn last_on(link: &mut Link, subject: SubjectId) -> Result<Option<ConclusionRow>, DbError> {
    one(link, "WHERE subject_id = $1 ORDER BY number DESC LIMIT 1", &[subject.to_cell()]).await
}

/// The conclusion that is in force on a subject.
///
/// # Errors
/// What the database says.
pub async fn in_force_on(link: &mut Link, subject: SubjectId) -> Result<Option<ConclusionRow>, DbError> {
    let rest = "WHERE subject_id = $1 AND state = 'decided' ORDER BY number DESC LIMIT 1";
    one(link, rest, &[subject.to_cell()]).await
}

/// A subject of a review; one of another review is not there.
///
/// # Errors
/// [`Failure::Missing`] when there is none.
pub async fn subject_in(
    link: &mut Link,
    review: ReviewId,
    subject: SubjectId,
) -> Result<SubjectRow, Failure> {
    let row: SubjectRow = find(link, subject).await?.ok_or(Failure::Missing)?;
    same_review(row.review_id, review)?;
    Ok(row)
}

/// The subject of the act and its last conclusion.
///
/// # Errors
/// [`Failure::Missing`] when there is none in this review.
pub async fn written_on(unit: &mut Unit, subject: SubjectId) -> Result<(SubjectRow, ConclusionRow), Failure> {
    let review = unit.review()?;
    let subject = subject_in(unit, review, subject).await?;
    let last = last_on(unit, subject.id).await?.ok_or(Failure::Missing)?;
    Ok((subject, last))
}

/// A shortcoming of the review of the act, and its conclusion.
///
/// # Errors
/// [`Failure::Missing`] when there is none in this review, or it was taken out.
pub async fn written_in(
    unit: &mut Unit,
    shortcoming: ShortcomingId,
) -> Result<(ConclusionRow, ShortcomingRow), Failure> {
    let row: ShortcomingRow = unit.need(shortcoming).await?;
    same_review(row.review_id, unit.review()?)?;
    if row.is_dropped {
        return Err(Failure::Missing);
    }
    Ok((unit.need(row.conclusion_id).await?, row))
}

/// A shortcoming as a page reads it.
///
/// # Errors
/// [`Failure::Missing`] when there is none in this review.
pub async fn shortcoming_in(
    link: &mut Link,
    review: ReviewId,
    shortcoming: ShortcomingId,
) -> Result<(ConclusionRow, ShortcomingRow), Failure> {
    let row: ShortcomingRow = find(link, shortcoming).await?.ok_or(Failure::Missing)?;
    same_review(row.review_id, review)?;
    let conclusion = find(link, row.conclusion_id).await?.ok_or(Failure::Missing)?;
    Ok((conclusion, row))
}

/// The next free number of a shortcoming in a review: a number is never given twice, not even after a re-review.
///
/// # Errors
/// What the database says.
pub async fn next_number(link: &mut Link, review: ReviewId) -> Result<i64, DbError> {
    let sql = "SELECT COALESCE(MAX(number), 0) + 1 FROM conclusion_shortcoming WHERE review_id = $1";
    link.count(sql, &[review.to_cell()]).await
}

/// The row that names a person responsible for a shortcoming, also one that was taken away.
///
/// # Errors
/// What the database says.
pub async fn naming(
    link: &mut Link,
    shortcoming: ShortcomingId,
    person: PersonId,
) -> Result<Option<ResponsibleRow>, DbError> {
    one(link, "WHERE shortcoming_id = $1 AND person_id = $2", &[shortcoming.to_cell(), person.to_cell()])
        .await
}

/// How many subjects a review decides on, and on how many of them a conclusion is in force.
///
/// # Errors
/// What the database says.
pub async fn progress(link: &mut Link, review: ReviewId) -> Result<(i64, i64), DbError> {
    let sql = "SELECT COUNT(*) AS total, COUNT(CASE WHEN EXISTS (SELECT 1 FROM conclusion_conclusion c \
        WHERE c.subject_id = s.id AND c.state = 'decided') THEN 1 END) AS done FROM campaign_subject s \
        WHERE s.review_id = $1 AND (s.person_id IS NULL OR NOT EXISTS (SELECT 1 FROM campaign_dossier d \
        WHERE d.campaign_id = s.campaign_id AND d.person_id = s.person_id AND d.deciding_review_id <> s.review_id))";
    match link.row(sql, &[review.to_cell()]).await? {
        Some(row) => Ok((row.get("done")?, row.get("total")?)),
        None => Ok((0, 0)),
    }
}

/// Whether another body decides on this subject: a person who sits in several is decided on in one.
///
/// # Errors
/// What the database says.
pub async fn is_decided_here(link: &mut Link, subject: &SubjectRow) -> Result<bool, DbError> {
    let Some(person) = subject.person_id else { return Ok(true) };
    let sql = "SELECT COUNT(*) FROM campaign_dossier WHERE campaign_id = $1 AND person_id = $2 \
               AND deciding_review_id <> $3";
    let values = [subject.campaign_id.to_cell(), person.to_cell(), subject.review_id.to_cell()];
    Ok(link.count(sql, &values).await? == 0)
}

/// The subjects of a review on which another body decides.
///
/// # Errors
/// What the database says.
pub async fn decided_elsewhere(link: &mut Link, review: ReviewId) -> Result<Vec<SubjectId>, DbError> {
    let sql = "SELECT s.id FROM campaign_subject s JOIN campaign_dossier d ON d.campaign_id = s.campaign_id \
               AND d.person_id = s.person_id WHERE s.review_id = $1 AND d.deciding_review_id <> $1";
    link.rows(sql, &[review.to_cell()]).await?.iter().map(|row| row.at(0)).collect()
}

/// How many strengths and shortcomings each conclusion of a review holds.
///
/// # Errors
/// What the database says.
pub async fn counts_of(
    link: &mut Link,
    review: ReviewId,
) -> Result<HashMap<ConclusionId, (i64, i64)>, DbError> {
    let sql = "SELECT c.id, \
        (SELECT COUNT(*) FROM conclusion_strength s WHERE s.conclusion_id = c.id AND s.is_dropped = 0) AS strengths, \
        (SELECT COUNT(*) FROM conclusion_shortcoming s WHERE s.conclusion_id = c.id AND s.is_dropped = 0) AS shortcomings \
        FROM conclusion_conclusion c WHERE c.review_id = $1";
    let rows = link.rows(sql, &[review.to_cell()]).await?;
    rows.iter().map(|row| Ok((row.at(0)?, (row.at(1)?, row.at(2)?)))).collect()
}

/// The names of everybody whom the conclusions of a review mention.
///
/// # Errors
/// What the database says.
pub async fn names_in(link: &mut Link, review: ReviewId) -> Result<HashMap<PersonId, String>, DbError> {
    let sql = "SELECT id, full_name FROM organisation_person WHERE id IN ( \
        SELECT person_id FROM campaign_subject WHERE review_id = $1 AND person_id IS NOT NULL \
        UNION SELECT decided_by FROM conclusion_conclusion WHERE review_id = $1 AND decided_by IS NOT NULL \
        UNION SELECT doer_id FROM conclusion_shortcoming WHERE review_id = $1 AND doer_id IS NOT NULL \
        UNION SELECT r.person_id FROM conclusion_responsible r JOIN conclusion_shortcoming s \
          ON s.id = r.shortcoming_id WHERE s.review_id = $1 \
        UNION SELECT person_id FROM conclusion_petition WHERE review_id = $1 \
        UNION SELECT answered_by FROM conclusion_petition WHERE review_id = $1 AND answered_by IS NOT NULL)";
    let rows = link.rows(sql, &[review.to_cell()]).await?;
    rows.iter().map(|row| Ok((row.at(0)?, row.at(1)?))).collect()
}

/// The people from whom those responsible and doers are chosen: who is under review here, who sits in a body of the
/// same unit, who holds a role there.
///
/// # Errors
/// What the database says.
pub async fn people_near(link: &mut Link, review: ReviewId) -> Result<Vec<(PersonId, String)>, DbError> {
    let sql = "SELECT id, full_name FROM organisation_person WHERE id IN ( \
        SELECT person_id FROM campaign_subject WHERE review_id = $1 AND person_id IS NOT NULL \
        UNION SELECT m.person_id FROM organisation_membership m JOIN organisation_body b ON b.id = m.body_id \
          JOIN campaign_review r ON r.unit_id = b.unit_id WHERE r.id = $1 \
        UNION SELECT a.person_id FROM organisation_assignment a JOIN campaign_review r ON r.unit_id = a.unit_id \
          WHERE r.id = $1) ORDER BY full_name, id";
    link.rows(sql, &[review.to_cell()]).await?.iter().map(|row| Ok((row.at(0)?, row.at(1)?))).collect()
}

/// Everything that is in force in a review, in three statements: what hangs on the board.
///
/// # Errors
/// What the database says.
pub async fn all_in_force(link: &mut Link, review: ReviewId) -> Result<Vec<Held>, DbError> {
    let of = [review.to_cell()];
    let last = "WHERE review_id = $1 AND state = 'decided' AND NOT EXISTS (SELECT 1 FROM conclusion_conclusion l \
        WHERE l.subject_id = conclusion_conclusion.subject_id AND l.state = 'decided' \
        AND l.number > conclusion_conclusion.number) ORDER BY id";
    let conclusions: Vec<ConclusionRow> = select(link, last, &of).await?;
    let own = "WHERE review_id = $1 AND is_dropped = 0 ORDER BY id";
    let strengths: Vec<StrengthRow> = select(link, own, &of).await?;
    let own = "WHERE review_id = $1 AND is_dropped = 0 ORDER BY number";
    let shortcomings: Vec<ShortcomingRow> = select(link, own, &of).await?;
    let held = |conclusion: ConclusionRow| Held {
        strengths: strengths.iter().filter(|row| row.conclusion_id == conclusion.id).cloned().collect(),
        shortcomings: shortcomings.iter().filter(|row| row.conclusion_id == conclusion.id).cloned().collect(),
        grounds: Vec::new(),
        responsible: Vec::new(),
        waivers: Vec::new(),
        conclusion,
    };
    Ok(conclusions.into_iter().map(held).collect())
}
