//! What the pages of this stage and later stages ask.

use base::Failure;
use base::db::{DbError, Link, Row, Stored, one, select};
use base::unit::Unit;
use domain::common::Stage;
use domain::common::id::{InvitationId, LetterId, OpinionId, PersonId, ReviewId};
use domain::opinion::object::HasOpenObjection;
use domain::opinion::{InvitationState, LetterSource, Visibility};
use jiff::civil::Date;
use serde::Serialize;
use uuid::Uuid;

use super::{InvitationRow, LetterRow, ObjectionRow, OpinionRow, ParagraphRow};
use crate::campaign::store::{StandingRow, stand};

/// The figures of a review at this stage.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Counts {
    /// Invitations.
    pub invited: i64,
    /// Invitations that were answered.
    pub answered: i64,
    /// Invitations whose day has passed without an answer.
    pub late: i64,
    /// Letters.
    pub letters: i64,
    /// Opinions.
    pub opinions: i64,
    /// Paragraphs that nobody has covered.
    pub uncovered: i64,
    /// Objections without an answer.
    pub objections: i64,
}

/// The figures of a review, in one statement.
///
/// # Errors
/// What the database says.
pub async fn counts_of(link: &mut Link, review: ReviewId, today: Date) -> Result<Counts, DbError> {
    let sql = "SELECT \
        (SELECT COUNT(*) FROM opinion_invitation WHERE review_id = $1) AS invited, \
        (SELECT COUNT(*) FROM opinion_invitation WHERE review_id = $1 AND state = 'answered') AS answered, \
        (SELECT COUNT(*) FROM opinion_invitation WHERE review_id = $1 AND state = 'sent' AND due < $2) AS late, \
        (SELECT COUNT(*) FROM opinion_letter WHERE review_id = $1) AS letters, \
        (SELECT COUNT(*) FROM opinion_opinion WHERE review_id = $1) AS opinions, \
        (SELECT COUNT(*) FROM opinion_paragraph g JOIN opinion_letter l ON l.id = g.letter_id \
           WHERE l.review_id = $1 AND g.no_opinion_by IS NULL \
           AND NOT EXISTS (SELECT 1 FROM opinion_opinion o WHERE o.paragraph_id = g.id)) AS uncovered, \
        (SELECT COUNT(*) FROM opinion_objection j JOIN opinion_opinion o ON o.id = j.opinion_id \
           WHERE o.review_id = $1 AND j.answer IS NULL) AS objections";
    let Some(row) = link.row(sql, &[review.to_cell(), today.to_cell()]).await? else {
        return Ok(Counts::default());
    };
    Ok(Counts {
        invited: row.get("invited")?,
        answered: row.get("answered")?,
        late: row.get("late")?,
        letters: row.get("letters")?,
        opinions: row.get("opinions")?,
        uncovered: row.get("uncovered")?,
        objections: row.get("objections")?,
    })
}

/// The standing of this stage after an act that adds so many answers and invitations.
///
/// # Errors
/// What the database says.
pub async fn standing(
    unit: &mut Unit,
    review: ReviewId,
    answers: i64,
    invitations: i64,
) -> Result<Option<StandingRow>, Failure> {
    let today = unit.today();
    let counts = counts_of(unit, review, today).await?;
    stand(unit, review, Stage::Opinion, counts.answered + answers, counts.invited + invitations).await
}

/// A page of the invitations, those that wait first, then by day.
///
/// # Errors
/// What the database says.
pub async fn invitations_of(
    link: &mut Link,
    review: ReviewId,
    page: i64,
    size: i64,
) -> Result<Vec<InvitationRow>, DbError> {
    let rest = "WHERE review_id = $1 ORDER BY CASE state WHEN 'sent' THEN 0 ELSE 1 END, due, contributor, id \
                LIMIT $2 OFFSET $3";
    select(link, rest, &[review.to_cell(), size.into(), ((page - 1) * size).into()]).await
}

/// The invitations that wait for an answer, by name.
///
/// # Errors
/// What the database says.
pub async fn waiting_of(link: &mut Link, review: ReviewId) -> Result<Vec<InvitationRow>, DbError> {
    let rest = "WHERE review_id = $1 AND state = $2 ORDER BY contributor, id LIMIT 1000";
    select(link, rest, &[review.to_cell(), InvitationState::Sent.to_cell()]).await
}

/// The invitation of a person to a review.
///
/// # Errors
/// What the database says.
pub async fn invitation_of_person(
    link: &mut Link,
    review: ReviewId,
    person: PersonId,
) -> Result<Option<InvitationRow>, DbError> {
    one(link, "WHERE review_id = $1 AND person_id = $2", &[review.to_cell(), person.to_cell()]).await
}

/// A letter as a list shows it. The name is there only for those to whom it was promised; see `sees_name`.
#[derive(Clone, Debug, Serialize)]
pub struct LetterLine {
    /// The letter.
    pub id: LetterId,
    /// Its number.
    pub number: i64,
    /// Who speaks in it, where the reader may know.
    pub contributor: Option<String>,
    /// Who sees the name.
    pub visibility: Visibility,
    /// How it came in.
    pub source: LetterSource,
    /// When.
    pub received: Date,
    /// The round.
    pub round: i64,
    /// Its paragraphs.
    pub paragraphs: i64,
    /// Those that nobody has covered.
    pub uncovered: i64,
    /// Opinions taken from it.
    pub opinions: i64,
}

/// A page of the letters of a review, by number; `sees` says whose names the reader may know.
///
/// # Errors
/// What the database says.
pub async fn letters_of(
    link: &mut Link,
    review: ReviewId,
    (page, size): (i64, i64),
    sees: impl Fn(Visibility) -> bool,
) -> Result<Vec<LetterLine>, DbError> {
    let sql = "SELECT l.id, l.number, l.contributor, l.visibility, l.source, l.received, l.round, \
        (SELECT COUNT(*) FROM opinion_paragraph g WHERE g.letter_id = l.id) AS paragraphs, \
        (SELECT COUNT(*) FROM opinion_paragraph g WHERE g.letter_id = l.id AND g.no_opinion_by IS NULL \
           AND NOT EXISTS (SELECT 1 FROM opinion_opinion o WHERE o.paragraph_id = g.id)) AS uncovered, \
        (SELECT COUNT(*) FROM opinion_opinion o WHERE o.letter_id = l.id) AS opinions \
        FROM opinion_letter l WHERE l.review_id = $1 ORDER BY l.number LIMIT $2 OFFSET $3";
    let values = [review.to_cell(), size.into(), ((page - 1) * size).into()];
    let read = |row: &Row| {
        let visibility: Visibility = row.get("visibility")?;
        let contributor = if sees(visibility) { Some(row.get("contributor")?) } else { None };
        Ok(LetterLine {
            id: row.get("id")?,
            number: row.get("number")?,
            contributor,
            visibility,
            source: row.get("source")?,
            received: row.get("received")?,
            round: row.get("round")?,
            paragraphs: row.get("paragraphs")?,
            uncovered: row.get("uncovered")?,
            opinions: row.get("opinions")?,
        })
    };
    link.rows(sql, &values).await?.iter().map(read).collect()
}

/// The paragraphs of a letter, in their order.
///
/// # Errors
/// What the database says.
pub async fn paragraphs_of(link: &mut Link, letter: LetterId) -> Result<Vec<ParagraphRow>, DbError> {
    select(link, "WHERE letter_id = $1 ORDER BY number", &[letter.to_cell()]).await
}

/// Who marked paragraphs of a letter as holding no opinion: key and name.
///
/// # Errors
/// What the database says.
pub async fn markers_of(link: &mut Link, letter: LetterId) -> Result<Vec<(PersonId, String)>, DbError> {
    let sql = "SELECT DISTINCT p.id, p.full_name FROM opinion_paragraph g \
               JOIN organisation_person p ON p.id = g.no_opinion_by WHERE g.letter_id = $1";
    let rows = link.rows(sql, &[letter.to_cell()]).await?;
    rows.iter().map(|row| Ok((row.at(0)?, row.at(1)?))).collect()
}

/// The letter that a person sent to a review, or that was entered for them.
///
/// # Errors
/// What the database says.
pub async fn letter_of_person(
    link: &mut Link,
    review: ReviewId,
    person: PersonId,
) -> Result<Option<LetterRow>, DbError> {
    one(link, "WHERE review_id = $1 AND contributor_id = $2", &[review.to_cell(), person.to_cell()]).await
}

/// The opinions taken from a letter, by number.
///
/// # Errors
/// What the database says.
pub async fn opinions_of_letter(link: &mut Link, letter: LetterId) -> Result<Vec<OpinionRow>, DbError> {
    select(link, "WHERE letter_id = $1 ORDER BY number", &[letter.to_cell()]).await
}

/// The letter from which an opinion was taken; none when it was said at a conference.
///
/// # Errors
/// What the database says.
pub async fn letter_of(link: &mut Link, opinion: OpinionId) -> Result<Option<LetterRow>, DbError> {
    one(link, "WHERE id = (SELECT letter_id FROM opinion_opinion WHERE id = $1)", &[opinion.to_cell()]).await
}

/// The letter whose receipt has this digest.
///
/// # Errors
/// What the database says.
pub async fn letter_by_receipt(link: &mut Link, digest: &str) -> Result<Option<LetterRow>, DbError> {
    one(link, "WHERE receipt = $1", &[digest.into()]).await
}

/// The name of the body that a letter is about; empty when there is none.
///
/// # Errors
/// What the database says.
pub async fn body_of_letter(link: &mut Link, letter: LetterId) -> Result<String, DbError> {
    let sql = "SELECT b.name FROM opinion_letter l JOIN campaign_review r ON r.id = l.review_id \
               JOIN organisation_body b ON b.id = r.body_id WHERE l.id = $1";
    let row = link.row(sql, &[letter.to_cell()]).await?;
    row.map_or(Ok(String::new()), |row| row.at(0))
}

/// The objections on opinions of a letter.
///
/// # Errors
/// What the database says.
pub async fn objections_of_letter(link: &mut Link, letter: LetterId) -> Result<Vec<ObjectionRow>, DbError> {
    let rest = "WHERE opinion_id IN (SELECT id FROM opinion_opinion WHERE letter_id = $1)";
    select(link, rest, &[letter.to_cell()]).await
}

/// How many objections were raised on an opinion.
///
/// # Errors
/// What the database says.
pub async fn count_objections(link: &mut Link, opinion: OpinionId) -> Result<i64, DbError> {
    link.count("SELECT COUNT(*) FROM opinion_objection WHERE opinion_id = $1", &[opinion.to_cell()]).await
}

/// Whether an objection to an opinion waits for its answer.
///
/// # Errors
/// What the database says.
pub async fn open_objection_on(link: &mut Link, opinion: OpinionId) -> Result<HasOpenObjection, DbError> {
    let sql = "SELECT COUNT(*) FROM opinion_objection WHERE opinion_id = $1 AND answer IS NULL";
    let count = link.count(sql, &[opinion.to_cell()]).await?;
    Ok(if 0 < count { HasOpenObjection::Yes } else { HasOpenObjection::No })
}

/// How many objections to opinions of a review wait for an answer, those of its rounds up to this one.
///
/// # Errors
/// What the database says.
pub async fn open_objections_until(link: &mut Link, review: ReviewId, round: i64) -> Result<i64, DbError> {
    let sql = "SELECT COUNT(*) FROM opinion_objection j JOIN opinion_opinion o ON o.id = j.opinion_id \
               WHERE o.review_id = $1 AND o.round <= $2 AND j.answer IS NULL";
    link.count(sql, &[review.to_cell(), round.into()]).await
}

/// An objection that waits for its answer.
#[derive(Clone, Debug, Serialize)]
pub struct OpenObjection {
    /// The objection.
    pub id: Uuid,
    /// The opinion.
    pub opinion: OpinionId,
    /// Its number.
    pub number: i64,
    /// The passage.
    pub quote: String,
    /// What was meant.
    pub text: String,
}

/// The objections of a review that wait for an answer.
///
/// # Errors
/// What the database says.
pub async fn open_objections(link: &mut Link, review: ReviewId) -> Result<Vec<OpenObjection>, DbError> {
    let sql = "SELECT j.id, o.id AS opinion, o.number, o.quote, j.text FROM opinion_objection j \
               JOIN opinion_opinion o ON o.id = j.opinion_id WHERE o.review_id = $1 AND j.answer IS NULL \
               ORDER BY j.raised_at, j.id LIMIT 50";
    let read = |row: &Row| {
        Ok(OpenObjection {
            id: row.get("id")?,
            opinion: row.get("opinion")?,
            number: row.get("number")?,
            quote: row.get("quote")?,
            text: row.get("text")?,
        })
    };
    link.rows(sql, &[review.to_cell()]).await?.iter().map(read).collect()
}

/// A paragraph that nobody has covered.
#[derive(Clone, Debug, Serialize)]
pub struct UncoveredLine {
    /// The letter.
    pub letter: LetterId,
    /// Its number.
    pub letter_number: i64,
    /// The paragraph's number in the letter.
    pub number: i64,
    /// Its words.
    pub text: String,
}

/// A page of the paragraphs of a round that nobody has covered, by letter.
///
/// # Errors
/// What the database says.
pub async fn uncovered_of(
    link: &mut Link,
    review: ReviewId,
    round: i64,
    (page, size): (i64, i64),
) -> Result<Vec<UncoveredLine>, DbError> {
    let sql = "SELECT l.id AS letter, l.number AS letter_number, g.number, g.text \
               FROM opinion_paragraph g JOIN opinion_letter l ON l.id = g.letter_id \
               WHERE l.review_id = $1 AND l.round = $2 AND g.no_opinion_by IS NULL \
               AND NOT EXISTS (SELECT 1 FROM opinion_opinion o WHERE o.paragraph_id = g.id) \
               ORDER BY l.number, g.number LIMIT $3 OFFSET $4";
    let values = [review.to_cell(), round.into(), size.into(), ((page - 1) * size).into()];
    let read = |row: &Row| {
        Ok(UncoveredLine {
            letter: row.get("letter")?,
            letter_number: row.get("letter_number")?,
            number: row.get("number")?,
            text: row.get("text")?,
        })
    };
    link.rows(sql, &values).await?.iter().map(read).collect()
}

/// How many letters of this review answer this invitation or come from this person.
///
/// # Errors
/// What the database says.
pub async fn accepted_letters(link: &mut Link, invitation: InvitationId) -> Result<i64, DbError> {
    let sql = "SELECT COUNT(*) FROM opinion_letter l JOIN opinion_invitation i ON i.id = $1 \
               WHERE l.invitation_id = i.id OR (l.review_id = i.review_id AND l.contributor_id = i.person_id)";
    link.count(sql, &[invitation.to_cell()]).await
}

/// The number of the next letter of a review.
///
/// # Errors
/// What the database says.
pub async fn next_letter_number(link: &mut Link, review: ReviewId) -> Result<i64, DbError> {
    link.count(
        "SELECT COALESCE(MAX(number), 0) + 1 FROM opinion_letter WHERE review_id = $1",
        &[review.to_cell()],
    )
    .await
}

/// The number of the next opinion of a review.
///
/// # Errors
/// What the database says.
pub async fn next_opinion_number(link: &mut Link, review: ReviewId) -> Result<i64, DbError> {
    let sql = "SELECT COALESCE(MAX(number), 0) + 1 FROM opinion_opinion WHERE review_id = $1";
    link.count(sql, &[review.to_cell()]).await
}
