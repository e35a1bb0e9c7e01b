//! The lists of the stage: who is asked what, and how far it has come.

use base::Failure;
use base::db::{DbError, Link, Row, Stored};
use base::unit::Unit;
use domain::common::Stage;
use domain::common::id::{AssignmentId, PersonId, PointId, ReviewId};
use domain::explanation::{AnswerKind, AssignmentState, ServiceKind};
use domain::opinion::OpinionKind;
use jiff::civil::Date;
use serde::Serialize;

use crate::campaign::store::{StandingRow, stand};

/// What must be answered: every point of a signed-off round that alleges something and holds an opinion, and every
/// other that was assigned.
const TO_ANSWER: &str = "FROM synthesis_point p JOIN synthesis_round r ON r.id = p.round_id AND r.state = 'closed' \
    LEFT JOIN explanation_assignment a ON a.point_id = p.id WHERE p.review_id = $1 \
    AND (a.id IS NOT NULL OR (p.kind IN ('shortcoming', 'clarify') \
      AND EXISTS (SELECT 1 FROM synthesis_placement x WHERE x.point_id = p.id)))";

/// The figures of a review at this stage.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Counts {
    /// Points to be answered.
    pub points: i64,
    /// Points that nobody was asked to answer.
    pub unassigned: i64,
    /// Points on which everybody asked was heard.
    pub done: i64,
    /// Rows of the list: a point for each person asked, or alone.
    pub rows: i64,
    /// Notices that have not reached their person.
    pub unserved: i64,
    /// Answers.
    pub answered: i64,
    /// Terms that went by.
    pub lapsed: i64,
    /// Assignments past their day without an end.
    pub late: i64,
}

/// The figures of a review.
///
/// # Errors
/// What the database says.
pub async fn counts_of(link: &mut Link, review: ReviewId, today: Date) -> Result<Counts, DbError> {
    let sql = format!(
        "SELECT COUNT(DISTINCT p.id) AS points, COUNT(CASE WHEN a.id IS NULL THEN 1 END) AS unassigned, \
         COUNT(DISTINCT CASE WHEN a.id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM explanation_assignment o \
           WHERE o.point_id = p.id AND o.state NOT IN ('answered', 'lapsed')) THEN p.id END) AS done, \
         COUNT(*) AS rows_shown, COUNT(CASE WHEN a.state IN ('assigned', 'reopened') THEN 1 END) AS unserved, \
         COUNT(CASE WHEN a.state = 'answered' THEN 1 END) AS answered, \
         COUNT(CASE WHEN a.state = 'lapsed' THEN 1 END) AS lapsed, \
         COUNT(CASE WHEN a.state NOT IN ('answered', 'lapsed') AND a.due < $2 THEN 1 END) AS late {TO_ANSWER}"
    );
    let Some(row) = link.row(&sql, &[review.to_cell(), today.to_cell()]).await? else {
        return Ok(Counts::default());
    };
    Ok(Counts {
        points: row.get("points")?,
        unassigned: row.get("unassigned")?,
        done: row.get("done")?,
        rows: row.get("rows_shown")?,
        unserved: row.get("unserved")?,
        answered: row.get("answered")?,
        lapsed: row.get("lapsed")?,
        late: row.get("late")?,
    })
}

/// The standing of this stage after an act by which so many more points are answered.
///
/// # Errors
/// What the database says.
pub async fn standing(
    unit: &mut Unit,
    review: ReviewId,
    done: i64,
    points: i64,
) -> Result<Option<StandingRow>, Failure> {
    let today = unit.today();
    let counts = counts_of(unit, review, today).await?;
    stand(unit, review, Stage::Explanation, counts.done + done, counts.points + points).await
}

/// A point and one person asked to answer it, or the point alone when nobody was.
#[derive(Clone, Debug, Serialize)]
pub struct AskedLine {
    /// The point.
    pub point: PointId,
    /// Its number.
    pub number: i64,
    /// What it says, in a line.
    pub title: String,
    /// What kind of point it is.
    pub kind: OpinionKind,
    /// Whom it is about.
    pub subject: String,
    /// The assignment.
    pub assignment: Option<AssignmentId>,
    /// Who was asked.
    pub person: Option<String>,
    /// By when.
    pub due: Option<Date>,
    /// Where it stands.
    pub state: Option<AssignmentState>,
    /// How notice was served, or tried.
    pub service: Option<ServiceKind>,
    /// What was answered last.
    pub answer: Option<AnswerKind>,
}

const LINE: &str = "SELECT p.id, p.number, p.title, p.kind, a.id AS assignment, a.due, a.state, a.service, \
    (SELECT COALESCE(n.full_name, b.name) FROM campaign_subject s \
       JOIN campaign_review v ON v.id = s.review_id JOIN organisation_body b ON b.id = v.body_id \
       LEFT JOIN organisation_person n ON n.id = s.person_id WHERE s.id = p.subject_id) AS subject, \
    (SELECT full_name FROM organisation_person n WHERE n.id = a.person_id) AS person, \
    (SELECT kind FROM explanation_answer w WHERE w.assignment_id = a.id ORDER BY w.number DESC LIMIT 1) AS answer";

/// A page of what must be answered: what nobody was asked first, then what waits, then by number.
///
/// # Errors
/// What the database says.
pub async fn lines_of(
    link: &mut Link,
    review: ReviewId,
    page: i64,
    size: i64,
) -> Result<Vec<AskedLine>, DbError> {
    let sql = format!(
        "{LINE} {TO_ANSWER} ORDER BY CASE COALESCE(a.state, '') WHEN '' THEN 0 WHEN 'answered' THEN 2 \
         WHEN 'lapsed' THEN 2 ELSE 1 END, p.number, a.id LIMIT $2 OFFSET $3"
    );
    let values = [review.to_cell(), size.into(), ((page - 1) * size).into()];
    link.rows(&sql, &values).await?.iter().map(line).collect()
}

/// What a person is asked in a review, once a notice was sent or served.
///
/// # Errors
/// What the database says.
pub async fn lines_of_person(
    link: &mut Link,
    review: ReviewId,
    person: PersonId,
) -> Result<Vec<AskedLine>, DbError> {
    let sql = format!(
        "{LINE} FROM explanation_assignment a JOIN synthesis_point p ON p.id = a.point_id \
         WHERE a.review_id = $1 AND a.person_id = $2 AND (a.service IS NOT NULL OR a.n_reopened > 0) \
         ORDER BY CASE WHEN a.state IN ('answered', 'lapsed') THEN 1 ELSE 0 END, p.number"
    );
    link.rows(&sql, &[review.to_cell(), person.to_cell()]).await?.iter().map(line).collect()
}

fn line(row: &Row) -> Result<AskedLine, DbError> {
    Ok(AskedLine {
        point: row.get("id")?,
        number: row.get("number")?,
        title: row.get("title")?,
        kind: row.get("kind")?,
        subject: row.get("subject")?,
        assignment: row.get("assignment")?,
        person: row.get("person")?,
        due: row.get("due")?,
        state: row.get("state")?,
        service: row.get("service")?,
        answer: row.get("answer")?,
    })
}

/// The names of everybody who was asked about a point or had a hand in asking.
///
/// # Errors
/// What the database says.
pub async fn names_of(
    link: &mut Link,
    point: PointId,
) -> Result<std::collections::HashMap<PersonId, String>, DbError> {
    let sql = "SELECT id, full_name FROM organisation_person WHERE id IN ( \
               SELECT person_id FROM explanation_assignment WHERE point_id = $1 \
               UNION SELECT person_id FROM verification_concerned WHERE point_id = $1 \
               UNION SELECT n.by_id FROM explanation_notice n JOIN explanation_assignment a \
                 ON a.id = n.assignment_id WHERE a.point_id = $1) ORDER BY full_name, id";
    let rows = link.rows(sql, &[point.to_cell()]).await?;
    rows.iter().map(|row| Ok((row.at(0)?, row.at(1)?))).collect()
}

/// The assignments whose term is over without an answer, of every review.
///
/// # Errors
/// What the database says.
pub async fn overdue(link: &mut Link, today: Date) -> Result<Vec<AssignmentId>, DbError> {
    let sql = "SELECT id FROM explanation_assignment WHERE due < $1 \
               AND (state = 'served' OR (state IN ('assigned', 'reopened') AND service = 'impossible')) \
               ORDER BY due, id LIMIT 500";
    link.rows(sql, &[today.to_cell()]).await?.iter().map(|row| row.at(0)).collect()
}
