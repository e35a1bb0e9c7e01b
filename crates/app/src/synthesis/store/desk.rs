//! What the desk asks: the opinion at hand, the queue, where the others of its letter went. Each is one statement,
//! however many opinions there are.

use base::Failure;
use base::db::{Cell, DbError, Link, Row, Stored, one, select};
use base::unit::Unit;
use domain::campaign::StandingState;
use domain::common::Stage;
use domain::common::id::{LetterId, OpinionId, ParagraphId, PointId, ReviewId, RoundId, SubjectId};
use domain::opinion::{OpinionKind, Visibility};
use domain::synthesis::Disposition;
use jiff::civil::Date;
use serde::Serialize;

use super::PlacementRow;
use crate::campaign::store::{StandingRow, stand};

/// An opinion with the paragraph it was taken from and the letter, as the desk shows it.
#[derive(Clone, Debug, Serialize)]
pub struct DeskOpinion {
    /// The opinion.
    pub id: OpinionId,
    /// Its number.
    pub number: i64,
    /// The passage.
    pub quote: String,
    /// Whom it is about.
    pub subject: Option<SubjectId>,
    /// The content under review, or `outside`.
    pub content: String,
    /// What it says.
    pub kind: OpinionKind,
    /// The round.
    pub round: i64,
    /// How often the row has been written.
    pub version: i64,
    /// The letter; none when it was said at the conference.
    pub letter: Option<LetterId>,
    /// The letter's number.
    pub letter_number: Option<i64>,
    /// When it came.
    pub received: Option<Date>,
    /// Who speaks, where the reader may know.
    pub contributor: Option<String>,
    /// Who sees the name.
    pub visibility: Option<Visibility>,
    /// The paragraph.
    pub paragraph: Option<ParagraphId>,
    /// The paragraph's number.
    pub paragraph_number: Option<i64>,
    /// The paragraph's words.
    pub text: Option<String>,
    /// What its contributor said was misunderstood.
    pub meant: Option<String>,
}

const DESK: &str = "SELECT o.id, o.number, o.quote, o.subject_id, o.content, o.kind, o.round, o.version, \
    o.letter_id, o.paragraph_id, l.number AS letter_number, l.received, l.contributor, l.visibility, \
    g.number AS paragraph_number, g.text, j.text AS meant FROM opinion_opinion o \
    LEFT JOIN opinion_letter l ON l.id = o.letter_id LEFT JOIN opinion_paragraph g ON g.id = o.paragraph_id \
    LEFT JOIN opinion_objection j ON j.opinion_id = o.id ";

/// The opinions of a round that went nowhere yet, in the order of their numbers: triggers keep them in a table of their own
/// (docs/working-data.md), so that the next one is found at once, however many have been placed.
const WAITS: &str = "FROM synthesis_waiting w WHERE w.review_id = $1 AND w.round = $2";

fn desk_opinion(row: &Row, sees: &impl Fn(Visibility) -> bool) -> Result<DeskOpinion, DbError> {
    let visibility: Option<Visibility> = row.get("visibility")?;
    let is_seen = visibility.is_some_and(sees);
    Ok(DeskOpinion {
        id: row.get("id")?,
        number: row.get("number")?,
        quote: row.get("quote")?,
        subject: row.get("subject_id")?,
        content: row.get("content")?,
        kind: row.get("kind")?,
        round: row.get("round")?,
        version: row.get("version")?,
        letter: row.get("letter_id")?,
        letter_number: row.get("letter_number")?,
        received: row.get("received")?,
        contributor: if is_seen { row.get("contributor")? } else { None },
        visibility,
        paragraph: row.get("paragraph_id")?,
        paragraph_number: row.get("paragraph_number")?,
        text: row.get("text")?,
        meant: row.get("meant")?,
    })
}

/// The opinion with this number if it waits, else the next that waits, else the first.
///
/// # Errors
/// What the database says.
pub async fn waiting_opinion(
    link: &mut Link,
    (review, round): (ReviewId, i64),
    number: i64,
    sees: impl Fn(Visibility) -> bool,
) -> Result<Option<DeskOpinion>, DbError> {
    let sql = format!(
        "{DESK} WHERE o.id = COALESCE((SELECT w.id {WAITS} AND w.number >= $3 ORDER BY w.number LIMIT 1), \
         (SELECT w.id {WAITS} ORDER BY w.number LIMIT 1))"
    );
    let row = link.row(&sql, &[review.to_cell(), round.into(), number.into()]).await?;
    row.map(|row| desk_opinion(&row, &sees)).transpose()
}

/// An opinion of a review, wherever it lies.
///
/// # Errors
/// What the database says.
pub async fn known_opinion(
    link: &mut Link,
    review: ReviewId,
    opinion: OpinionId,
    sees: impl Fn(Visibility) -> bool,
) -> Result<Option<DeskOpinion>, DbError> {
    let sql = format!("{DESK} WHERE o.review_id = $1 AND o.id = $2");
    let row = link.row(&sql, &[review.to_cell(), opinion.to_cell()]).await?;
    row.map(|row| desk_opinion(&row, &sees)).transpose()
}

/// The opinions that wait from this number on, by number: so many of them.
///
/// # Errors
/// What the database says.
pub async fn queue_of(
    link: &mut Link,
    (review, round): (ReviewId, i64),
    (from, size): (i64, i64),
    sees: impl Fn(Visibility) -> bool,
) -> Result<Vec<DeskOpinion>, DbError> {
    let sql = format!(
        "{DESK} WHERE o.id IN (SELECT w.id {WAITS} AND w.number >= $3 ORDER BY w.number LIMIT $4) \
         ORDER BY o.number"
    );
    let values = [review.to_cell(), round.into(), from.into(), size.into()];
    link.rows(&sql, &values).await?.iter().map(|row| desk_opinion(row, &sees)).collect()
}

/// The numbers of the opinions that wait before and after this one.
///
/// # Errors
/// What the database says.
pub async fn neighbours_of(
    link: &mut Link,
    (review, round): (ReviewId, i64),
    number: i64,
) -> Result<(Option<i64>, Option<i64>), DbError> {
    let sql = format!(
        "SELECT (SELECT w.number {WAITS} AND w.number < $3 ORDER BY w.number DESC LIMIT 1) AS before, \
         (SELECT w.number {WAITS} AND w.number > $3 ORDER BY w.number LIMIT 1) AS after"
    );
    match link.row(&sql, &[review.to_cell(), round.into(), number.into()]).await? {
        Some(row) => Ok((row.get("before")?, row.get("after")?)),
        None => Ok((None, None)),
    }
}

/// Another opinion of the same letter, and where it went.
#[derive(Clone, Debug, Serialize)]
pub struct Sibling {
    /// The opinion.
    pub id: OpinionId,
    /// Its number.
    pub number: i64,
    /// The passage.
    pub quote: String,
    /// Where it went; none while it waits.
    pub disposition: Option<Disposition>,
    /// The point's number.
    pub point_number: Option<i64>,
    /// The point.
    pub point: Option<PointId>,
}

/// The opinions of a letter with where they went, by number.
///
/// # Errors
/// What the database says.
pub async fn siblings_of(link: &mut Link, letter: LetterId) -> Result<Vec<Sibling>, DbError> {
    let sql = "SELECT o.id, o.number, o.quote, p.disposition, t.number AS point_number, t.id AS point \
               FROM opinion_opinion o LEFT JOIN synthesis_placement p ON p.opinion_id = o.id \
               LEFT JOIN synthesis_point t ON t.id = p.point_id WHERE o.letter_id = $1 ORDER BY o.number LIMIT 200";
    link.rows(sql, &[letter.to_cell()]).await?.iter().map(sibling).collect()
}

pub(super) fn sibling(row: &Row) -> Result<Sibling, DbError> {
    Ok(Sibling {
        id: row.get("id")?,
        number: row.get("number")?,
        quote: row.get("quote")?,
        disposition: row.get("disposition")?,
        point_number: row.get("point_number")?,
        point: row.get("point")?,
    })
}

/// How many opinions of a round went where.
///
/// # Errors
/// What the database says.
pub async fn dispositions_of(link: &mut Link, round: RoundId) -> Result<Vec<(Disposition, i64)>, DbError> {
    let sql =
        "SELECT disposition, COUNT(*) FROM synthesis_placement WHERE round_id = $1 GROUP BY disposition";
    let rows = link.rows(sql, &[round.to_cell()]).await?;
    rows.iter().map(|row| Ok((row.at(0)?, row.at(1)?))).collect()
}

/// What still stands in the way of closing a round besides opinions that wait: those held back without a reason, and
/// paragraphs that nobody has covered.
///
/// The latter are those without a mark, less those that hold an opinion: an opinion is of the round of its letter, and a
/// paragraph that holds one has no mark (`opinion/take.rs`, `opinion/mark_no_opinion.rs`). Asking of each whether it holds one takes
/// four times as long at 100,000; the trigger that lets a round close asks so.
///
/// # Errors
/// What the database says.
pub async fn gaps_of(
    link: &mut Link,
    review: ReviewId,
    (round, number): (RoundId, i64),
) -> Result<(i64, i64), DbError> {
    let sql = "SELECT (SELECT COUNT(*) FROM synthesis_placement WHERE round_id = $2 \
                 AND disposition = 'not_brought' AND reason IS NULL) AS unreasoned, \
               (SELECT COUNT(*) FROM opinion_letter l JOIN opinion_paragraph g ON g.letter_id = l.id \
                 WHERE l.review_id = $1 AND l.round = $3 AND g.no_opinion_by IS NULL) \
               - (SELECT COUNT(*) FROM (SELECT DISTINCT paragraph_id FROM opinion_opinion \
                 WHERE review_id = $1 AND round = $3 AND paragraph_id IS NOT NULL) covered) AS uncovered";
    match link.row(sql, &[review.to_cell(), round.to_cell(), number.into()]).await? {
        Some(row) => Ok((row.get("unreasoned")?, row.get("uncovered")?)),
        None => Ok((0, 0)),
    }
}

/// An opinion that went into no point.
#[derive(Clone, Debug, Serialize)]
pub struct AsideLine {
    /// The opinion.
    pub id: OpinionId,
    /// Its number.
    pub number: i64,
    /// The passage.
    pub quote: String,
    /// Where it went.
    pub disposition: Disposition,
    /// To whom it was forwarded.
    pub forwarded_to: Option<String>,
    /// Why.
    pub reason: Option<String>,
}

/// A page of the opinions of a review that went into no point, by number.
///
/// # Errors
/// What the database says.
pub async fn aside_of(
    link: &mut Link,
    review: ReviewId,
    (page, size): (i64, i64),
) -> Result<(Vec<AsideLine>, i64), DbError> {
    let from = "FROM synthesis_placement p JOIN opinion_opinion o ON o.id = p.opinion_id \
                WHERE p.review_id = $1 AND p.point_id IS NULL";
    let count = link.count(&format!("SELECT COUNT(*) {from}"), &[review.to_cell()]).await?;
    let sql = format!(
        "SELECT o.id, o.number, o.quote, p.disposition, p.forwarded_to, p.reason {from} \
         ORDER BY o.number LIMIT $2 OFFSET $3"
    );
    let values = [review.to_cell(), size.into(), ((page - 1) * size).into()];
    let read = |row: &Row| {
        Ok(AsideLine {
            id: row.get("id")?,
            number: row.get("number")?,
            quote: row.get("quote")?,
            disposition: row.get("disposition")?,
            forwarded_to: row.get("forwarded_to")?,
            reason: row.get("reason")?,
        })
    };
    let lines = link.rows(&sql, &values).await?.iter().map(read).collect::<Result<_, DbError>>()?;
    Ok((lines, count))
}

/// Where an opinion went; none while it waits.
///
/// # Errors
/// What the database says.
pub async fn placement_of(link: &mut Link, opinion: OpinionId) -> Result<Option<PlacementRow>, DbError> {
    one(link, "WHERE opinion_id = $1", &[opinion.to_cell()]).await
}

/// The placements of a point, in the order of the placing.
///
/// # Errors
/// What the database says.
pub async fn placements_of(link: &mut Link, point: PointId) -> Result<Vec<PlacementRow>, DbError> {
    select(link, "WHERE point_id = $1 ORDER BY placed_at, id", &[point.to_cell()]).await
}

/// A move into or out of a point.
#[derive(Clone, Debug, Serialize)]
pub struct Move {
    /// The opinion's number.
    pub opinion: i64,
    /// The number of the point it came from.
    pub from: Option<i64>,
    /// The number of the point it went to.
    pub to: Option<i64>,
    /// Why.
    pub reason: String,
    /// Who moved it.
    pub by: String,
    /// When.
    pub at: jiff::Timestamp,
}

const MOVES: &str = "SELECT o.number AS opinion, f.number AS from_number, t.number AS to_number, n.reason, \
    w.full_name, n.moved_at FROM synthesis_lineage n JOIN opinion_opinion o ON o.id = n.opinion_id \
    JOIN organisation_person w ON w.id = n.moved_by LEFT JOIN synthesis_point f ON f.id = n.from_point \
    LEFT JOIN synthesis_point t ON t.id = n.to_point ";

async fn moves(link: &mut Link, rest: &str, value: Cell) -> Result<Vec<Move>, DbError> {
    let sql = format!("{MOVES} {rest} ORDER BY n.moved_at, n.id LIMIT 200");
    let read = |row: &Row| {
        Ok(Move {
            opinion: row.get("opinion")?,
            from: row.get("from_number")?,
            to: row.get("to_number")?,
            reason: row.get("reason")?,
            by: row.get("full_name")?,
            at: row.get("moved_at")?,
        })
    };
    link.rows(&sql, &[value]).await?.iter().map(read).collect()
}

/// The moves into and out of a point.
///
/// # Errors
/// What the database says.
pub async fn moves_of_point(link: &mut Link, point: PointId) -> Result<Vec<Move>, DbError> {
    moves(link, "WHERE n.from_point = $1 OR n.to_point = $1", point.to_cell()).await
}

/// The moves of an opinion.
///
/// # Errors
/// What the database says.
pub async fn moves_of_opinion(link: &mut Link, opinion: OpinionId) -> Result<Vec<Move>, DbError> {
    moves(link, "WHERE n.opinion_id = $1", opinion.to_cell()).await
}

/// The number of the next point of a review.
///
/// # Errors
/// What the database says.
pub async fn next_point_number(link: &mut Link, review: ReviewId) -> Result<i64, DbError> {
    let sql = "SELECT COALESCE(MAX(number), 0) + 1 FROM synthesis_point WHERE review_id = $1";
    link.count(sql, &[review.to_cell()]).await
}

/// The standing of this stage after an act that places so many opinions. It is done only when its round is closed:
/// opinions that all went somewhere still wait for a signature.
///
/// # Errors
/// What the database says.
pub async fn standing(
    unit: &mut Unit,
    review: ReviewId,
    placed: i64,
    state: StandingState,
) -> Result<Option<StandingRow>, Failure> {
    let sql = "SELECT (SELECT COUNT(*) FROM opinion_opinion WHERE review_id = $1) AS received, \
               (SELECT COUNT(*) FROM synthesis_waiting WHERE review_id = $1) AS waiting";
    let (done, total) = match unit.row(sql, &[review.to_cell()]).await? {
        Some(row) => {
            let received = row.get::<i64>("received")?;
            (received - row.get::<i64>("waiting")? + placed, received)
        }
        None => (0, 0),
    };
    let row = stand(unit, review, Stage::Synthesis, done, total).await?;
    Ok(row.map(|row| StandingRow { state, ..row }))
}
