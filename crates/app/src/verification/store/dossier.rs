//! The file of one subject: each of its points from the opinions to what became of them.

use std::collections::HashMap;

use base::db::{DbError, Link, Row, Stored};
use domain::common::id::{PersonId, PointId, ReviewId, SubjectId};
use domain::common::{Line, Stage};
use domain::opinion::OpinionKind;
use domain::verification::{CaseState, Verdict};
use jiff::Timestamp;
use serde::Serialize;

/// A point of a subject, with its first words and what was found on it.
#[derive(Clone, Debug, Serialize)]
pub struct Chain {
    /// The point.
    pub point: PointId,
    /// Its number.
    pub number: i64,
    /// What it says, in a line.
    pub title: String,
    /// What kind of point it is.
    pub kind: OpinionKind,
    /// The content under review.
    pub content: String,
    /// How many opinions it holds.
    pub opinions: i64,
    /// The passage of the first of them.
    pub quote: String,
    /// The number of the first of them.
    pub first: i64,
    /// Where the case stands; none when nobody opened one.
    pub state: Option<CaseState>,
    /// Who verifies.
    pub verifier: Option<String>,
    /// What was found last.
    pub verdict: Option<Verdict>,
    /// When.
    pub found_at: Option<Timestamp>,
    /// How many pieces of evidence there are.
    pub evidence: i64,
    /// What later stages said became of it: the last step of each.
    pub later: Vec<Later>,
}

/// The last step of a stage about a point.
#[derive(Clone, Debug, Serialize)]
pub struct Later {
    /// The stage.
    pub stage: Stage,
    /// The message that says it.
    pub what: String,
    /// What the message names.
    pub detail: Option<Line>,
    /// When.
    pub at: Timestamp,
}

/// The points of a subject that were signed off and hold an opinion, by number.
///
/// # Errors
/// What the database says.
pub async fn chains_of(link: &mut Link, subject: SubjectId) -> Result<Vec<Chain>, DbError> {
    let sql = "SELECT p.id, p.number, p.title, p.kind, p.content, q.opinions, q.first, \
        (SELECT quote FROM opinion_opinion o WHERE o.review_id = p.review_id AND o.number = q.first) AS quote, \
        c.state, (SELECT full_name FROM organisation_person v WHERE v.id = c.verifier_id) AS verifier, \
        f.verdict, f.found_at, \
        (SELECT COUNT(*) FROM verification_evidence e WHERE e.case_id = c.id) AS evidence \
        FROM synthesis_point p JOIN synthesis_round r ON r.id = p.round_id AND r.state = 'closed' \
        JOIN (SELECT x.point_id, COUNT(*) AS opinions, MIN(o.number) AS first FROM synthesis_placement x \
          JOIN opinion_opinion o ON o.id = x.opinion_id WHERE x.point_id IS NOT NULL GROUP BY x.point_id) q \
          ON q.point_id = p.id \
        LEFT JOIN verification_case c ON c.point_id = p.id \
        LEFT JOIN verification_finding f ON f.case_id = c.id AND f.number = \
          (SELECT MAX(number) FROM verification_finding g WHERE g.case_id = c.id) \
        WHERE p.subject_id = $1 ORDER BY p.number";
    let rows = link.rows(sql, &[subject.to_cell()]).await?;
    let mut later = later_of(link, subject).await?;
    rows.iter().map(|row| chain(row, &mut later)).collect()
}

fn chain(row: &Row, later: &mut HashMap<PointId, Vec<Later>>) -> Result<Chain, DbError> {
    let point = row.get("id")?;
    Ok(Chain {
        point,
        number: row.get("number")?,
        title: row.get("title")?,
        kind: row.get("kind")?,
        content: row.get("content")?,
        opinions: row.get("opinions")?,
        quote: row.get::<Option<String>>("quote")?.unwrap_or_default(),
        first: row.get("first")?,
        state: row.get("state")?,
        verifier: row.get("verifier")?,
        verdict: row.get("verdict")?,
        found_at: row.get("found_at")?,
        evidence: row.get("evidence")?,
        later: later.remove(&point).unwrap_or_default(),
    })
}

/// What became of the opinions of a subject's points after the verification: the last step of each stage. A notice
/// comes before its answer, also where a clock that stands still gives both one moment.
async fn later_of(link: &mut Link, subject: SubjectId) -> Result<HashMap<PointId, Vec<Later>>, DbError> {
    let sql = "SELECT DISTINCT x.point_id, t.stage, t.what, t.detail, t.at, \
        CASE WHEN t.what = 'trace-explanation-served' THEN 0 ELSE 1 END AS turn FROM opinion_trace t \
        JOIN synthesis_placement x ON x.opinion_id = t.opinion_id JOIN synthesis_point p ON p.id = x.point_id \
        WHERE p.subject_id = $1 AND t.stage IN ('explanation', 'conference', 'conclusion', 'remedy') \
        ORDER BY t.at, turn, t.what";
    let mut found: HashMap<PointId, Vec<Later>> = HashMap::new();
    for row in link.rows(sql, &[subject.to_cell()]).await? {
        let stage = row.get("stage")?;
        let steps = found.entry(row.get("point_id")?).or_default();
        steps.retain(|step| step.stage != stage);
        let (what, detail, at) = (row.get("what")?, row.get("detail")?, row.get("at")?);
        steps.push(Later { stage, what, detail, at });
    }
    Ok(found)
}

impl Chain {
    /// The last step of a later stage.
    pub fn at(&self, stage: Stage) -> Option<&Later> {
        self.later.iter().find(|step| step.stage == stage)
    }
}

/// A subject in the list, with the figures of its file.
#[derive(Clone, Debug, Serialize)]
pub struct SubjectLine {
    /// The subject.
    pub subject: SubjectId,
    /// The person, when it is one.
    pub person: Option<PersonId>,
    /// Its name.
    pub name: String,
    /// How many signed-off points are about it.
    pub points: i64,
    /// How many of them have a case.
    pub cases: i64,
    /// How many of these have a finding that stands.
    pub done: i64,
}

/// The subjects of a review in its order, with the figures of their files.
///
/// # Errors
/// What the database says.
pub async fn subject_lines(link: &mut Link, review: ReviewId) -> Result<Vec<SubjectLine>, DbError> {
    let sql = "SELECT s.id, s.person_id, s.place, COALESCE(n.full_name, b.name) AS name, \
        COUNT(r.id) AS points, COUNT(CASE WHEN r.id IS NOT NULL THEN c.id END) AS cases, \
        COUNT(CASE WHEN r.id IS NOT NULL AND c.state = 'found_finally' THEN 1 END) AS done \
        FROM campaign_subject s JOIN campaign_review v ON v.id = s.review_id \
        JOIN organisation_body b ON b.id = v.body_id LEFT JOIN organisation_person n ON n.id = s.person_id \
        LEFT JOIN synthesis_point p ON p.subject_id = s.id \
        LEFT JOIN synthesis_round r ON r.id = p.round_id AND r.state = 'closed' \
        LEFT JOIN verification_case c ON c.point_id = p.id WHERE s.review_id = $1 \
        GROUP BY s.id, s.person_id, s.place, n.full_name, b.name ORDER BY s.place";
    let read = |row: &Row| {
        Ok(SubjectLine {
            subject: row.get("id")?,
            person: row.get("person_id")?,
            name: row.get("name")?,
            points: row.get("points")?,
            cases: row.get("cases")?,
            done: row.get("done")?,
        })
    };
    link.rows(sql, &[review.to_cell()]).await?.iter().map(read).collect()
}
