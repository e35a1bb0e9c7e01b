//! The lists of the stage: what is to be verified, and where each of it stands.

use base::Failure;
use base::db::{DbError, Link, Row, Stored};
use base::unit::Unit;
use domain::common::Stage;
use domain::common::id::{PointId, ReviewId};
use domain::opinion::OpinionKind;
use domain::verification::{CaseState, Verdict};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use crate::campaign::store::{StandingRow, stand};

/// What must be verified: every point of a signed-off round that alleges something and holds an opinion.
const TO_VERIFY: &str = "FROM synthesis_point p JOIN synthesis_round r ON r.id = p.round_id AND r.state = 'closed' \
    LEFT JOIN verification_case c ON c.point_id = p.id WHERE p.review_id = $1 \
    AND p.kind IN ('shortcoming', 'clarify') \
    AND EXISTS (SELECT 1 FROM synthesis_placement x WHERE x.point_id = p.id)";

/// The figures of a review at this stage.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Counts {
    /// Points to be verified.
    pub total: i64,
    /// Those that nobody has.
    pub open: i64,
    /// Those that a verifier has, without a finding.
    pub running: i64,
    /// Those with a finding whose subject is not heard yet.
    pub provisional: i64,
    /// Those whose finding stands.
    pub done: i64,
    /// Those past their day without a finding.
    pub late: i64,
}

/// The figures of a review.
///
/// # Errors
/// What the database says.
pub async fn counts_of(link: &mut Link, review: ReviewId, today: Date) -> Result<Counts, DbError> {
    let sql = format!(
        "SELECT COUNT(*) AS total, COUNT(CASE WHEN c.id IS NULL OR c.state = 'open' THEN 1 END) AS open, \
         COUNT(CASE WHEN c.state = 'assigned' THEN 1 END) AS running, \
         COUNT(CASE WHEN c.state = 'found_provisionally' THEN 1 END) AS provisional, \
         COUNT(CASE WHEN c.state = 'found_finally' THEN 1 END) AS done, \
         COUNT(CASE WHEN c.state IN ('open', 'assigned') AND c.due < $2 THEN 1 END) AS late {TO_VERIFY}"
    );
    let Some(row) = link.row(&sql, &[review.to_cell(), today.to_cell()]).await? else {
        return Ok(Counts::default());
    };
    Ok(Counts {
        total: row.get("total")?,
        open: row.get("open")?,
        running: row.get("running")?,
        provisional: row.get("provisional")?,
        done: row.get("done")?,
        late: row.get("late")?,
    })
}

/// The standing of this stage after an act by which so many more findings stand.
///
/// # Errors
/// What the database says.
pub async fn standing(unit: &mut Unit, review: ReviewId, more: i64) -> Result<Option<StandingRow>, Failure> {
    let today = unit.today();
    let counts = counts_of(unit, review, today).await?;
    stand(unit, review, Stage::Verification, counts.done + more, counts.total).await
}

/// A point to be verified, as the list shows it.
#[derive(Clone, Debug, Serialize)]
pub struct CaseLine {
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
    /// How many opinions it holds.
    pub opinions: i64,
    /// How many pieces of evidence there are.
    pub evidence: i64,
    /// Where the case stands.
    pub state: CaseState,
    /// Who verifies.
    pub verifier: Option<String>,
    /// When they took it.
    pub accepted_at: Option<Timestamp>,
    /// By when.
    pub due: Option<Date>,
    /// What was found last.
    pub verdict: Option<Verdict>,
}

/// A page of what is to be verified: what nobody has first, then by number.
///
/// # Errors
/// What the database says.
pub async fn lines_of(
    link: &mut Link,
    review: ReviewId,
    page: i64,
    size: i64,
) -> Result<Vec<CaseLine>, DbError> {
    let sql = format!(
        "SELECT p.id, p.number, p.title, p.kind, c.state, c.accepted_at, c.due, \
         (SELECT COALESCE(n.full_name, b.name) FROM campaign_subject s \
            JOIN campaign_review v ON v.id = s.review_id JOIN organisation_body b ON b.id = v.body_id \
            LEFT JOIN organisation_person n ON n.id = s.person_id WHERE s.id = p.subject_id) AS subject, \
         (SELECT COUNT(*) FROM synthesis_placement y WHERE y.point_id = p.id) AS opinions, \
         (SELECT COUNT(*) FROM verification_evidence e WHERE e.case_id = c.id) AS evidence, \
         (SELECT full_name FROM organisation_person v WHERE v.id = c.verifier_id) AS verifier, \
         (SELECT verdict FROM verification_finding f WHERE f.case_id = c.id ORDER BY f.number DESC LIMIT 1) AS verdict \
         {TO_VERIFY} ORDER BY CASE COALESCE(c.state, 'open') WHEN 'open' THEN 0 WHEN 'assigned' THEN 1 \
         WHEN 'found_provisionally' THEN 2 ELSE 3 END, p.number LIMIT $2 OFFSET $3"
    );
    let values = [review.to_cell(), size.into(), ((page - 1) * size).into()];
    link.rows(&sql, &values).await?.iter().map(line).collect()
}

fn line(row: &Row) -> Result<CaseLine, DbError> {
    let state: Option<CaseState> = row.get("state")?;
    Ok(CaseLine {
        point: row.get("id")?,
        number: row.get("number")?,
        title: row.get("title")?,
        kind: row.get("kind")?,
        subject: row.get("subject")?,
        opinions: row.get("opinions")?,
        evidence: row.get("evidence")?,
        state: state.unwrap_or(CaseState::Open),
        verifier: row.get("verifier")?,
        accepted_at: row.get("accepted_at")?,
        due: row.get("due")?,
        verdict: row.get("verdict")?,
    })
}

/// A piece of evidence as a page shows it.
#[derive(Clone, Debug, Serialize)]
pub struct EvidenceLine {
    /// The piece.
    pub evidence: super::EvidenceRow,
    /// Who added it.
    pub by: String,
    /// Whether the point concerns them. That somebody is an author is shown nowhere: it was promised to be kept.
    pub is_of_subject: bool,
    /// The name of its file.
    pub file: Option<String>,
}

impl EvidenceLine {
    /// The first and last characters of the digest, for the eye; the whole stands in the title.
    pub fn short(&self) -> String {
        let digest = &self.evidence.sha256;
        format!("{}…{}", digest.get(..8).unwrap_or_default(), digest.get(56..).unwrap_or_default())
    }
}

/// The names of the files behind the evidence of a case.
///
/// # Errors
/// What the database says.
pub async fn file_names_of(
    link: &mut Link,
    case: domain::common::id::CaseId,
) -> Result<std::collections::HashMap<domain::common::id::FileId, String>, DbError> {
    let sql = "SELECT f.id, f.name FROM opinion_file f JOIN verification_evidence e ON e.file_id = f.id \
               WHERE e.case_id = $1";
    let rows = link.rows(sql, &[case.to_cell()]).await?;
    rows.iter().map(|row| Ok((row.at(0)?, row.at(1)?))).collect()
}
