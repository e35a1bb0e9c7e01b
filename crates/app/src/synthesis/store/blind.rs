//! What two coders, and those who compare them, ask. What one coder says is read by nobody else before both have finished:
//! the statements here ask for that themselves.

use base::db::{DbError, Link, Row, Stored, one, select};
use base::{Failure, db};
use domain::common::id::{DoubleId, OpinionId, PersonId, PointId, ReviewId, RoundId, SubjectId};
use domain::opinion::OpinionKind;
use domain::synthesis::DoubleState;
use domain::synthesis::differences::{Coded, Parting, Twice, differences};
use domain::synthesis::place::About;
use jiff::Timestamp;
use serde::Serialize;

use super::{AdjudicationRow, CoderRow, CodingDraftRow, DoubleRow};
use crate::opinion::store::OpinionRow;

/// The double codings of a review, in their order.
///
/// # Errors
/// What the database says.
pub async fn doubles_of(link: &mut Link, review: ReviewId) -> Result<Vec<DoubleRow>, DbError> {
    select(link, "WHERE review_id = $1 ORDER BY number", &[review.to_cell()]).await
}

/// A double coding of a review; one of another is not there.
///
/// # Errors
/// [`Failure::Missing`] when there is none.
pub async fn double_in(link: &mut Link, review: ReviewId, double: DoubleId) -> Result<DoubleRow, Failure> {
    let found: Option<DoubleRow> = db::find(link, double).await?;
    found.filter(|row| row.review_id == review).ok_or(Failure::Missing)
}

/// The two coders, first and second.
///
/// # Errors
/// What the database says.
pub async fn coders_of(link: &mut Link, double: DoubleId) -> Result<Vec<CoderRow>, DbError> {
    select(link, "WHERE double_id = $1 ORDER BY place", &[double.to_cell()]).await
}

/// A coder with their name and how far they are; never what they say.
#[derive(Clone, Debug, Serialize)]
pub struct CoderLine {
    /// The double coding.
    pub double: DoubleId,
    /// The coder.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// How many opinions they have coded.
    pub coded: i64,
    /// When they finished.
    pub finished_at: Option<Timestamp>,
}

/// The coders of all double codings of a review, in the order of these.
///
/// # Errors
/// What the database says.
pub async fn coder_lines_of(link: &mut Link, review: ReviewId) -> Result<Vec<CoderLine>, DbError> {
    let sql = "SELECT c.double_id, c.person_id, p.full_name, c.finished_at, d.drawn, \
               (SELECT COUNT(*) FROM synthesis_coding_draft t \
                 WHERE t.double_id = c.double_id AND t.person_id = c.person_id) AS coded \
               FROM synthesis_coder c JOIN synthesis_double d ON d.id = c.double_id \
               JOIN organisation_person p ON p.id = c.person_id WHERE d.review_id = $1 ORDER BY d.number, c.place";
    let read = |row: &Row| {
        let finished_at: Option<Timestamp> = row.get("finished_at")?;
        let coded = if finished_at.is_some() { row.get("drawn")? } else { row.get("coded")? };
        Ok(CoderLine {
            double: row.get("double_id")?,
            person: row.get("person_id")?,
            name: row.get("full_name")?,
            coded,
            finished_at,
        })
    };
    link.rows(sql, &[review.to_cell()]).await?.iter().map(read).collect()
}

/// The double coding of a review that somebody has to finish: until then the desk is closed to them.
///
/// # Errors
/// What the database says.
pub async fn blind_coding(
    link: &mut Link,
    review: ReviewId,
    person: PersonId,
) -> Result<Option<DoubleId>, DbError> {
    let sql = "SELECT d.id FROM synthesis_double d JOIN synthesis_coder c ON c.double_id = d.id \
               WHERE d.review_id = $1 AND c.person_id = $2 AND d.state = 'coding' AND c.finished_at IS NULL";
    let row = link.row(sql, &[review.to_cell(), person.to_cell()]).await?;
    row.map(|row| row.at(0)).transpose()
}

/// In how many codings that somebody has not finished an opinion was drawn.
///
/// # Errors
/// What the database says.
pub async fn count_blind(link: &mut Link, opinion: OpinionId, person: PersonId) -> Result<usize, DbError> {
    let sql = "SELECT COUNT(*) FROM synthesis_sample s JOIN synthesis_double d ON d.id = s.double_id \
               JOIN synthesis_coder c ON c.double_id = s.double_id \
               WHERE s.opinion_id = $1 AND c.person_id = $2 AND d.state = 'coding' AND c.finished_at IS NULL";
    let count = link.count(sql, &[opinion.to_cell(), person.to_cell()]).await?;
    Ok(usize::try_from(count).unwrap_or(0))
}

/// The opinions of a round by number, and the number of the last: what a sample is drawn from.
///
/// # Errors
/// What the database says.
pub async fn drawn_from(
    link: &mut Link,
    (review, round): (ReviewId, i64),
) -> Result<(Vec<OpinionId>, i64), DbError> {
    let sql = "SELECT id, number FROM opinion_opinion WHERE review_id = $1 AND round = $2 ORDER BY number";
    let rows = link.rows(sql, &[review.to_cell(), round.into()]).await?;
    let last = rows.last().map(|row| row.get("number")).transpose()?.unwrap_or(0);
    Ok((rows.iter().map(|row| row.get("id")).collect::<Result<_, _>>()?, last))
}

/// A drawn opinion as its coder reads it: the words where they stand, no name, no place at the desk, and their own coding.
#[derive(Clone, Debug, Serialize)]
pub struct SampleLine {
    /// Its place in the draw.
    pub place: i64,
    /// The opinion.
    pub opinion: OpinionId,
    /// Its number.
    pub number: i64,
    /// The passage.
    pub quote: String,
    /// The paragraph's words.
    pub text: Option<String>,
    /// Whom it is about, as this coder says.
    pub subject: Option<SubjectId>,
    /// The content, as this coder says; none while it is not coded.
    pub content: Option<String>,
    /// What it says, as this coder says.
    pub kind: Option<OpinionKind>,
    /// This coder's group.
    pub group: Option<i64>,
}

/// The sample with what this coder says of each, in the order of the draw.
///
/// # Errors
/// What the database says.
pub async fn sample_of(
    link: &mut Link,
    double: DoubleId,
    coder: &CoderRow,
) -> Result<Vec<SampleLine>, DbError> {
    let own = if coder.finished_at.is_some() { "synthesis_coding" } else { "synthesis_coding_draft" };
    let sql = format!(
        "SELECT s.place, o.id, o.number, o.quote, g.text, k.subject_id, k.content, k.kind, k.group_number \
         FROM synthesis_sample s JOIN opinion_opinion o ON o.id = s.opinion_id \
         LEFT JOIN opinion_paragraph g ON g.id = o.paragraph_id \
         LEFT JOIN {own} k ON k.double_id = s.double_id AND k.opinion_id = s.opinion_id AND k.person_id = $2 \
         WHERE s.double_id = $1 ORDER BY s.place"
    );
    let read = |row: &Row| {
        Ok(SampleLine {
            place: row.get("place")?,
            opinion: row.get("id")?,
            number: row.get("number")?,
            quote: row.get("quote")?,
            text: row.get("text")?,
            subject: row.get("subject_id")?,
            content: row.get("content")?,
            kind: row.get("kind")?,
            group: row.get("group_number")?,
        })
    };
    link.rows(&sql, &[double.to_cell(), coder.person_id.to_cell()]).await?.iter().map(read).collect()
}

/// What a coder has said so far, by opinion.
///
/// # Errors
/// What the database says.
pub async fn drafts_of(
    link: &mut Link,
    double: DoubleId,
    coder: PersonId,
) -> Result<Vec<CodingDraftRow>, DbError> {
    select(link, "WHERE double_id = $1 AND person_id = $2", &[double.to_cell(), coder.to_cell()]).await
}

/// Whether an opinion was drawn.
///
/// # Errors
/// What the database says.
pub async fn is_drawn(link: &mut Link, double: DoubleId, opinion: OpinionId) -> Result<bool, DbError> {
    let sql = "SELECT COUNT(*) FROM synthesis_sample WHERE double_id = $1 AND opinion_id = $2";
    Ok(0 < link.count(sql, &[double.to_cell(), opinion.to_cell()]).await?)
}

/// What somebody says of an opinion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Said {
    /// Whom it is about.
    pub subject: Option<SubjectId>,
    /// The content under review, or outside.
    pub content: String,
    /// What it says.
    pub kind: OpinionKind,
}

impl Said {
    /// What an opinion is held to be about at the desk.
    pub fn of(opinion: &OpinionRow) -> Self {
        Said { subject: opinion.subject_id, content: opinion.content.clone(), kind: opinion.kind }
    }

    /// Whom, and what of them.
    pub fn about(&self) -> About {
        About { subject: self.subject, kind: self.kind }
    }
}

/// An opinion as both have coded it, with where it lies at the desk and what was decided.
#[derive(Clone, Debug, Serialize)]
pub struct TwiceLine {
    /// Its place in the draw.
    pub place: i64,
    /// The opinion.
    pub opinion: OpinionId,
    /// Its number.
    pub number: i64,
    /// The passage.
    pub quote: String,
    /// What the first and the second say.
    pub said: [Said; 2],
    /// Into which group of their own they put it.
    pub groups: [i64; 2],
    /// How it stands at the desk.
    pub desk: Said,
    /// The point in which it lies: key and number.
    pub point: Option<(PointId, i64)>,
    /// Whether it was put aside at the desk.
    pub is_aside: bool,
    /// When it was decided; none when that was taken back with its group.
    pub decided_at: Option<Timestamp>,
    /// In what it parts.
    pub partings: Vec<Parting>,
}

impl TwiceLine {
    fn twice(&self) -> Twice<'_> {
        let ([first, second], [one, other]) = (&self.said, self.groups);
        Twice {
            first: Coded { about: first.about(), content: &first.content, group: one },
            second: Coded { about: second.about(), content: &second.content, group: other },
            desk: (self.desk.about(), &self.desk.content),
        }
    }

    /// Whether nobody has decided yet what differs here.
    pub fn is_open(&self) -> bool {
        !self.partings.is_empty() && self.decided_at.is_none()
    }
}

const TWICE: &str = "SELECT s.place, o.id, o.number, o.quote, o.subject_id, o.content, o.kind, \
    a.subject_id AS first_subject, a.content AS first_content, a.kind AS first_kind, a.group_number AS first_group, \
    b.subject_id AS second_subject, b.content AS second_content, b.kind AS second_kind, \
    b.group_number AS second_group, t.id AS point_id, t.number AS point_number, j.decided_at, \
    CASE WHEN p.id IS NOT NULL AND p.point_id IS NULL THEN 1 ELSE 0 END AS is_aside \
    FROM synthesis_sample s JOIN synthesis_double d ON d.id = s.double_id \
    JOIN synthesis_coder x ON x.double_id = d.id AND x.place = 1 \
    JOIN synthesis_coder y ON y.double_id = d.id AND y.place = 2 \
    JOIN synthesis_coding a ON a.double_id = d.id AND a.opinion_id = s.opinion_id AND a.person_id = x.person_id \
    JOIN synthesis_coding b ON b.double_id = d.id AND b.opinion_id = s.opinion_id AND b.person_id = y.person_id \
    JOIN opinion_opinion o ON o.id = s.opinion_id \
    LEFT JOIN synthesis_placement p ON p.opinion_id = o.id LEFT JOIN synthesis_point t ON t.id = p.point_id \
    LEFT JOIN synthesis_adjudication j ON j.double_id = d.id AND j.opinion_id = o.id \
      AND NOT EXISTS (SELECT 1 FROM synthesis_group_decision g \
        JOIN synthesis_group_decided l ON l.decision_id = g.id AND l.opinion_id = j.opinion_id \
        WHERE g.double_id = d.id AND l.decided_version = j.version AND g.taken_back_at IS NOT NULL) \
    WHERE d.id = $1 AND d.state = 'compared' ORDER BY s.place";

/// Both codings side by side, with what differs; nothing before both have finished.
///
/// # Errors
/// What the database says.
pub async fn twice_of(link: &mut Link, double: DoubleId) -> Result<Vec<TwiceLine>, DbError> {
    let rows = link.rows(TWICE, &[double.to_cell()]).await?;
    let mut lines = rows.iter().map(twice).collect::<Result<Vec<TwiceLine>, DbError>>()?;
    let partings = differences(&lines.iter().map(TwiceLine::twice).collect::<Vec<_>>());
    lines.iter_mut().zip(partings).for_each(|(line, partings)| line.partings = partings);
    Ok(lines)
}

fn twice(row: &Row) -> Result<TwiceLine, DbError> {
    let said = |subject: &str, content: &str, kind: &str| -> Result<Said, DbError> {
        Ok(Said { subject: row.get(subject)?, content: row.get(content)?, kind: row.get(kind)? })
    };
    let point: Option<PointId> = row.get("point_id")?;
    let number: Option<i64> = row.get("point_number")?;
    Ok(TwiceLine {
        place: row.get("place")?,
        opinion: row.get("id")?,
        number: row.get("number")?,
        quote: row.get("quote")?,
        said: [
            said("first_subject", "first_content", "first_kind")?,
            said("second_subject", "second_content", "second_kind")?,
        ],
        groups: [row.get("first_group")?, row.get("second_group")?],
        desk: said("subject_id", "content", "kind")?,
        point: point.zip(number),
        is_aside: row.get("is_aside")?,
        decided_at: row.get("decided_at")?,
        partings: Vec::new(),
    })
}

/// What was decided about an opinion.
///
/// # Errors
/// What the database says.
pub async fn adjudication_of(
    link: &mut Link,
    double: DoubleId,
    opinion: OpinionId,
) -> Result<Option<AdjudicationRow>, DbError> {
    one(link, "WHERE double_id = $1 AND opinion_id = $2", &[double.to_cell(), opinion.to_cell()]).await
}

/// What two coders have left open in a round: codings that are not finished, differences that nobody has decided.
///
/// # Errors
/// What the database says.
pub async fn left_open(link: &mut Link, round: RoundId) -> Result<(usize, usize), DbError> {
    let doubles: Vec<DoubleRow> = select(link, "WHERE round_id = $1", &[round.to_cell()]).await?;
    let running = doubles.iter().filter(|row| row.state == DoubleState::Coding).count();
    let mut open = 0;
    for double in doubles.iter().filter(|row| row.state == DoubleState::Compared) {
        open += twice_of(link, double.id).await?.iter().filter(|line| line.is_open()).count();
    }
    Ok((running, open))
}
