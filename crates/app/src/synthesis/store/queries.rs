//! What the desk and later stages ask: points with their counts, the opinions of a point, where a round stands.

use std::collections::HashMap;

use base::Failure;
use base::db::{DbError, Link, Row, Stored, find, one, select};
use base::unit::Unit;
use domain::common::id::{LetterId, OpinionId, PointId, ReviewId, SubjectId};
use domain::common::{Line, Stage};
use domain::opinion::{OpinionKind, Visibility};
use domain::synthesis::minority::Voices;
use domain::synthesis::{RoundKind, RoundState};
use serde::Serialize;

use super::{PointRow, RoundRow};
use crate::opinion::store::{OpinionRow, TraceRow, trace_row};

/// A point with its subject's name and the number of its opinions.
#[derive(Clone, Debug, Serialize)]
pub struct PointLine {
    /// The point.
    pub id: PointId,
    /// Its number in the review.
    pub number: i64,
    /// What it says, in a line.
    pub title: String,
    /// What kind of point it is.
    pub kind: OpinionKind,
    /// The content under review.
    pub content: String,
    /// The focus area.
    pub focus: Option<String>,
    /// Whom it is about.
    pub subject: SubjectId,
    /// The subject's name.
    pub subject_name: String,
    /// The number of the round in which it was made.
    pub round: i64,
    /// How many opinions it holds.
    pub opinions: i64,
    /// How many of these came in the second round.
    pub late: i64,
    /// How many letters and statements these opinions came from.
    #[serde(skip)]
    pub voices: Voices,
    /// How many of its opinions say the opposite of the others, and from how many letters and statements these came.
    #[serde(skip)]
    pub dissent: (i64, Voices),
}

const POINTS: &str = "SELECT p.id, p.number, p.title, p.kind, p.content, p.focus, p.subject_id, r.number AS round, \
    COALESCE(n.full_name, b.name) AS subject_name FROM synthesis_point p JOIN synthesis_round r ON r.id = p.round_id \
    JOIN campaign_subject s ON s.id = p.subject_id JOIN campaign_review v ON v.id = p.review_id \
    JOIN organisation_body b ON b.id = v.body_id LEFT JOIN organisation_person n ON n.id = s.person_id \
    WHERE p.review_id = $1 ORDER BY p.number";

/// Every point of a review, by number; also those that hold no opinion any more. What they hold is not counted: see
/// [`count_in`].
///
/// # Errors
/// What the database says.
pub async fn points_uncounted(link: &mut Link, review: ReviewId) -> Result<Vec<PointLine>, DbError> {
    link.rows(POINTS, &[review.to_cell()]).await?.iter().map(point_line).collect()
}

/// Every point of a review, by number; also those that hold no opinion any more. Later stages want
/// [`points_of`].
///
/// # Errors
/// What the database says.
pub async fn all_points_of(link: &mut Link, review: ReviewId) -> Result<Vec<PointLine>, DbError> {
    let mut points = points_uncounted(link, review).await?;
    let counts = link.rows(&counts("x.point_id IS NOT NULL"), &[review.to_cell()]).await?;
    counted(&mut points, &counts)?;
    Ok(points)
}

/// Counts what these points of a review hold: as many as a page shows.
///
/// # Errors
/// What the database says.
pub async fn count_in(link: &mut Link, review: ReviewId, points: &mut [PointLine]) -> Result<(), DbError> {
    if points.is_empty() {
        return Ok(());
    }
    let places: Vec<String> = (2..points.len() + 2).map(|at| format!("${at}")).collect();
    let mut values = vec![review.to_cell()];
    values.extend(points.iter().map(|point| point.id.to_cell()));
    let rows = link.rows(&counts(&format!("x.point_id IN ({})", places.join(", "))), &values).await?;
    counted(points, &rows)
}

fn counts(which: &str) -> String {
    format!(
        "SELECT x.point_id, COUNT(*) AS opinions, COUNT(CASE WHEN q.number = 2 THEN 1 END) AS late, \
         COUNT(DISTINCT COALESCE(o.letter_id, o.id)) AS voices, \
         COUNT(DISTINCT CASE WHEN l.source = 'anonymous' THEN l.id END) AS hidden, COUNT(d.id) AS against, \
         COUNT(DISTINCT CASE WHEN d.id IS NOT NULL THEN COALESCE(o.letter_id, o.id) END) AS against_voices, \
         COUNT(DISTINCT CASE WHEN d.id IS NOT NULL AND l.source = 'anonymous' THEN l.id END) AS against_hidden \
         FROM synthesis_placement x JOIN synthesis_round q ON q.id = x.round_id \
         JOIN opinion_opinion o ON o.id = x.opinion_id LEFT JOIN opinion_letter l ON l.id = o.letter_id \
         LEFT JOIN synthesis_dissent d ON d.opinion_id = x.opinion_id AND d.point_id = x.point_id AND d.stands = 1 \
         WHERE x.review_id = $1 AND {which} GROUP BY x.point_id"
    )
}

fn counted(points: &mut [PointLine], rows: &[Row]) -> Result<(), DbError> {
    let mut places: HashMap<PointId, &mut PointLine> =
        points.iter_mut().map(|point| (point.id, point)).collect();
    for row in rows {
        let Some(point) = places.get_mut(&row.get("point_id")?) else { continue };
        point.opinions = row.get("opinions")?;
        point.late = row.get("late")?;
        point.voices = voices(row, "voices", "hidden")?;
        point.dissent = (row.get("against")?, voices(row, "against_voices", "against_hidden")?);
    }
    Ok(())
}

fn point_line(row: &Row) -> Result<PointLine, DbError> {
    Ok(PointLine {
        id: row.get("id")?,
        number: row.get("number")?,
        title: row.get("title")?,
        kind: row.get("kind")?,
        content: row.get("content")?,
        focus: row.get("focus")?,
        subject: row.get("subject_id")?,
        subject_name: row.get("subject_name")?,
        round: row.get("round")?,
        opinions: 0,
        late: 0,
        voices: Voices::default(),
        dissent: (0, Voices::default()),
    })
}

fn voices(row: &Row, all: &str, anonymous: &str) -> Result<Voices, DbError> {
    let number = |name: &str| Ok::<u32, DbError>(u32::try_from(row.get::<i64>(name)?).unwrap_or(u32::MAX));
    Ok(Voices { all: number(all)?, anonymous: number(anonymous)? })
}

/// The points of a review that hold opinions, by number, with subject, kind and counts.
///
/// # Errors
/// What the database says.
pub async fn points_of(link: &mut Link, review: ReviewId) -> Result<Vec<PointLine>, DbError> {
    Ok(all_points_of(link, review).await?.into_iter().filter(|point| 0 < point.opinions).collect())
}

/// A point of a review; one of another review is not there.
///
/// # Errors
/// [`Failure::Missing`] when there is none.
pub async fn point_in(link: &mut Link, review: ReviewId, point: PointId) -> Result<PointRow, Failure> {
    let found: Option<PointRow> = find(link, point).await?;
    found.filter(|row| row.review_id == review).ok_or(Failure::Missing)
}

/// The rounds of a review, in their order.
///
/// # Errors
/// What the database says.
pub async fn rounds_of(link: &mut Link, review: ReviewId) -> Result<Vec<RoundRow>, DbError> {
    select(link, "WHERE review_id = $1 ORDER BY number", &[review.to_cell()]).await
}

/// The round that is open, if one is.
///
/// # Errors
/// What the database says.
pub async fn open_round_of(link: &mut Link, review: ReviewId) -> Result<Option<RoundRow>, DbError> {
    let values = [review.to_cell(), RoundState::Open.to_cell()];
    one(link, "WHERE review_id = $1 AND state = $2", &values).await
}

/// Where a round of a review stands; none when it has not begun.
///
/// # Errors
/// What the database says.
pub async fn round_state(
    link: &mut Link,
    review: ReviewId,
    kind: RoundKind,
) -> Result<Option<RoundState>, DbError> {
    let rest = "WHERE review_id = $1 AND kind = $2";
    let round: Option<RoundRow> = one(link, rest, &[review.to_cell(), kind.to_cell()]).await?;
    Ok(round.map(|round| round.state))
}

/// An opinion in a point: its words, and a name only where the contributor was promised that everyone who reads the
/// opinion sees it. Any stage may show it.
#[derive(Clone, Debug, Serialize)]
pub struct PointOpinion {
    /// The opinion.
    pub id: OpinionId,
    /// Its number.
    pub number: i64,
    /// The passage, word for word.
    pub quote: String,
    /// What it says.
    pub kind: OpinionKind,
    /// The round it came in.
    pub round: i64,
    /// The letter; none when it was said at the conference.
    pub letter: Option<LetterId>,
    /// Who speaks, when the name was given openly.
    pub contributor: Option<String>,
    /// Whether it says the opposite of the others in the point.
    pub is_dissent: bool,
    /// Whether its round is open, so that this may still be said of it.
    pub is_open: bool,
}

/// The opinions of a point, by number.
///
/// # Errors
/// What the database says.
pub async fn opinions_of_point(link: &mut Link, point: PointId) -> Result<Vec<PointOpinion>, DbError> {
    let sql = "SELECT o.id, o.number, o.quote, o.kind, o.round, o.letter_id, l.contributor, l.visibility, \
        CASE WHEN d.id IS NULL THEN 0 ELSE 1 END AS is_dissent, r.state \
        FROM synthesis_placement p JOIN opinion_opinion o ON o.id = p.opinion_id \
        JOIN synthesis_round r ON r.id = p.round_id LEFT JOIN synthesis_dissent d \
        ON d.opinion_id = p.opinion_id AND d.point_id = p.point_id AND d.stands = 1 LEFT JOIN opinion_letter l ON l.id = o.letter_id WHERE p.point_id = $1 ORDER BY o.number";
    let read = |row: &Row| {
        let visibility: Option<Visibility> = row.get("visibility")?;
        let contributor = if visibility == Some(Visibility::Named) { row.get("contributor")? } else { None };
        Ok(PointOpinion {
            id: row.get("id")?,
            number: row.get("number")?,
            quote: row.get("quote")?,
            kind: row.get("kind")?,
            round: row.get("round")?,
            letter: row.get("letter_id")?,
            contributor,
            is_dissent: row.get("is_dissent")?,
            is_open: row.get::<RoundState>("state")? == RoundState::Open,
        })
    };
    link.rows(sql, &[point.to_cell()]).await?.iter().map(read).collect()
}

/// A row for each opinion of a point that says what became of it, to be committed with the act of a later stage;
/// `what` is a message `trace-<stage>-<what happened>`.
///
/// # Errors
/// What the database says.
pub async fn trace_point(
    unit: &mut Unit,
    point: PointId,
    (stage, what): (Stage, &str),
    detail: Option<Line>,
) -> Result<Vec<TraceRow>, Failure> {
    let rest = "WHERE id IN (SELECT opinion_id FROM synthesis_placement WHERE point_id = $1) ORDER BY number";
    let opinions: Vec<OpinionRow> = select(unit, rest, &[point.to_cell()]).await?;
    Ok(opinions.iter().map(|opinion| trace_row(unit, opinion, stage, what, detail.clone())).collect())
}

/// How many opinions a round has received, and how many of them went somewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counter {
    /// Received.
    pub received: i64,
    /// Placed.
    pub placed: i64,
}

impl Counter {
    /// Those that went nowhere yet.
    pub fn left(&self) -> i64 {
        self.received - self.placed
    }

    /// How much is done, in whole per cent: 100 only when nothing is left.
    pub fn percent(&self) -> i64 {
        if 0 < self.received { self.placed * 100 / self.received } else { 0 }
    }
}

/// The counter of a round.
///
/// # Errors
/// What the database says.
pub async fn counter_of(link: &mut Link, review: ReviewId, round: i64) -> Result<Counter, DbError> {
    let sql = "SELECT (SELECT COUNT(*) FROM opinion_opinion WHERE review_id = $1 AND round = $2) AS received, \
               (SELECT COUNT(*) FROM synthesis_waiting WHERE review_id = $1 AND round = $2) AS waiting";
    match link.row(sql, &[review.to_cell(), round.into()]).await? {
        Some(row) => {
            let received: i64 = row.get("received")?;
            Ok(Counter { received, placed: received - row.get::<i64>("waiting")? })
        }
        None => Ok(Counter::default()),
    }
}
