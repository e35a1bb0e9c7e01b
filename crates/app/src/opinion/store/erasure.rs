//! The table `opinion_erasure`: words that a law wants gone, who asked, and who decided.

use base::db::{Cell, DbError, Link, Row, Stored, select};
use base::entity;
use domain::common::Reason;
use domain::common::id::{CampaignId, LetterId, ParagraphId, PersonId, ReviewId};
use domain::opinion::{ErasureGround, ErasureState};
use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;

entity! {
    /// Words that a law wants gone.
    pub struct ErasureRow = "opinion_erasure" {
        /// Its key.
        id: Uuid,
        /// The campaign.
        campaign_id: CampaignId,
        /// The review.
        review_id: ReviewId,
        /// The paragraph.
        paragraph_id: ParagraphId,
        /// Why they must go.
        ground: ErasureGround,
        /// The paper that says so: kind, number, day, clause.
        basis: Reason,
        /// Who asked.
        asked_by: PersonId,
        /// When.
        asked_at: Timestamp,
        /// Where it stands.
        state: ErasureState,
        /// Who decided.
        decided_by: Option<PersonId>,
        /// When.
        decided_at: Option<Timestamp>,
        /// Why the words stay.
        answer: Option<Reason>,
    }
}

/// One line of the list.
#[derive(Clone, Debug, Serialize)]
pub struct ErasureLine {
    /// The erasure.
    pub id: Uuid,
    /// The letter.
    pub letter: LetterId,
    /// Its number.
    pub letter_number: i64,
    /// The number of the paragraph.
    pub paragraph: i64,
    /// The paragraph's words, as they are now, for those who may read them.
    pub text: Option<String>,
    /// How many opinions were taken from it.
    pub opinions: i64,
    /// Whether the letter came as a file that is still there.
    pub has_file: bool,
    /// Why they must go.
    pub ground: ErasureGround,
    /// The paper that says so.
    pub basis: String,
    /// Who asked.
    pub asked_by: String,
    /// When.
    pub asked_at: Timestamp,
    /// Where it stands.
    pub state: ErasureState,
    /// Who decided.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<Timestamp>,
    /// Why the words stay.
    pub answer: Option<String>,
}

/// The erasures of a review, those that wait first, then the latest.
///
/// # Errors
/// What the database says.
pub async fn erasures_of(
    link: &mut Link,
    review: ReviewId,
    page: i64,
    size: i64,
) -> Result<Vec<ErasureLine>, DbError> {
    let sql = "SELECT e.id, l.id AS letter, l.number AS letter_number, p.number AS paragraph, p.text, \
        (SELECT COUNT(*) FROM opinion_opinion o WHERE o.paragraph_id = p.id) AS opinions, \
        (SELECT COUNT(*) FROM opinion_file f WHERE f.id = l.file_id AND f.sha256 <> '') AS files, e.ground, e.basis, \
        a.full_name AS asked_by, e.asked_at, e.state, d.full_name AS decided_by, e.decided_at, e.answer \
        FROM opinion_erasure e JOIN opinion_paragraph p ON p.id = e.paragraph_id JOIN opinion_letter l ON l.id = p.letter_id \
        JOIN organisation_person a ON a.id = e.asked_by LEFT JOIN organisation_person d ON d.id = e.decided_by \
        WHERE e.review_id = $1 ORDER BY CASE e.state WHEN 'asked' THEN 0 ELSE 1 END, e.asked_at DESC, e.id \
        LIMIT $2 OFFSET $3";
    let values = [review.to_cell(), Cell::Int(size), Cell::Int((page - 1) * size)];
    link.rows(sql, &values).await?.iter().map(line).collect()
}

fn line(row: &Row) -> Result<ErasureLine, DbError> {
    Ok(ErasureLine {
        id: row.get("id")?,
        letter: row.get("letter")?,
        letter_number: row.get("letter_number")?,
        paragraph: row.get("paragraph")?,
        text: row.get("text")?,
        opinions: row.get("opinions")?,
        has_file: row.get::<i64>("files")? > 0,
        ground: row.get("ground")?,
        basis: row.get("basis")?,
        asked_by: row.get("asked_by")?,
        asked_at: row.get("asked_at")?,
        state: row.get("state")?,
        decided_by: row.get("decided_by")?,
        decided_at: row.get("decided_at")?,
        answer: row.get("answer")?,
    })
}

/// How many erasures a review has, and how many of them wait.
///
/// # Errors
/// What the database says.
pub async fn count_erasures(link: &mut Link, review: ReviewId) -> Result<(i64, i64), DbError> {
    let sql = "SELECT COUNT(*), COUNT(CASE WHEN state = 'asked' THEN 1 END) FROM opinion_erasure WHERE review_id = $1";
    let row = link.row(sql, &[review.to_cell()]).await?;
    row.map_or(Ok((0, 0)), |row| Ok((row.at(0)?, row.at(1)?)))
}

/// The erasures of a letter that wait or were carried out.
///
/// # Errors
/// What the database says.
pub async fn standing_erasures(link: &mut Link, letter: LetterId) -> Result<Vec<ErasureRow>, DbError> {
    let rest = "WHERE state <> 'refused' AND paragraph_id IN (SELECT id FROM opinion_paragraph WHERE letter_id = $1) \
                ORDER BY asked_at, id";
    select(link, rest, &[letter.to_cell()]).await
}

/// How many rows still name the bytes of a file.
///
/// # Errors
/// What the database says.
pub async fn names_of_bytes(link: &mut Link, digest: &str) -> Result<i64, DbError> {
    let sql = "SELECT (SELECT COUNT(*) FROM opinion_file WHERE sha256 = $1) \
               + (SELECT COUNT(*) FROM organisation_import WHERE sha256 = $1)";
    link.count(sql, &[digest.into()]).await
}
