//! What an act or a page knows of one point and its case.

use std::collections::HashMap;

use base::Failure;
use base::db::{DbError, Link, Row, Stored, find};
use domain::common::Role;
use domain::common::id::{CaseId, PersonId, PointId, ReviewId};
use domain::synthesis::RoundState;
use jiff::civil::Date;
use serde::Serialize;

use super::{CaseRow, case_of};
use crate::organisation::store as organisation;
use crate::synthesis::store::{PointRow, RoundRow, point_in};

/// A point with where its round stands.
///
/// # Errors
/// [`Failure::Missing`] when the review has no such point.
pub async fn signed_point(
    link: &mut Link,
    review: ReviewId,
    point: PointId,
) -> Result<(PointRow, RoundState), Failure> {
    let point = point_in(link, review, point).await?;
    let round: RoundRow = find(link, point.round_id).await?.ok_or(Failure::Missing)?;
    Ok((point, round.state))
}

/// The case of a point of a review.
///
/// # Errors
/// [`Failure::Missing`] when there is none.
pub async fn known_case(
    link: &mut Link,
    review: ReviewId,
    point: PointId,
) -> Result<(PointRow, CaseRow), Failure> {
    let point = point_in(link, review, point).await?;
    let case = case_of(link, point.id).await?.ok_or(Failure::Missing)?;
    Ok((point, case))
}

/// The name of a subject: the body's or the person's.
///
/// # Errors
/// What the database says.
pub async fn subject_name(link: &mut Link, point: &PointRow) -> Result<String, DbError> {
    let sql = "SELECT COALESCE(p.full_name, b.name) FROM campaign_subject s \
               JOIN campaign_review r ON r.id = s.review_id JOIN organisation_body b ON b.id = r.body_id \
               LEFT JOIN organisation_person p ON p.id = s.person_id WHERE s.id = $1";
    link.row(sql, &[point.subject_id.to_cell()]).await?.map_or(Ok(String::new()), |row| row.at(0))
}

/// Somebody who may be asked to verify.
#[derive(Clone, Debug, Serialize)]
pub struct Candidate {
    /// Who.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Whether the superior level sends them.
    pub is_from_superior: bool,
}

/// The verifiers that a review can turn to: its own unit's and the superior levels'.
///
/// # Errors
/// What the database says.
pub async fn candidates(link: &mut Link, review: ReviewId, on: Date) -> Result<Vec<Candidate>, DbError> {
    let held = organisation::holders(link, review, Role::Verifier, on).await?;
    let sql = "SELECT p.id, p.full_name, (SELECT COUNT(*) FROM organisation_assignment a \
               JOIN campaign_review r ON r.id = $1 WHERE a.person_id = p.id AND a.role = 'verifier' \
               AND (a.review_id = r.id OR a.unit_id = r.unit_id) AND a.valid_from <= $2 \
               AND (a.valid_to IS NULL OR a.valid_to >= $2)) AS own FROM organisation_person p \
               WHERE p.id IN (SELECT person_id FROM organisation_assignment WHERE role = 'verifier') \
               ORDER BY p.full_name, p.id";
    let rows = link.rows(sql, &[review.to_cell(), on.to_cell()]).await?;
    let all = rows.iter().map(candidate).collect::<Result<Vec<_>, DbError>>()?;
    Ok(all.into_iter().filter(|one| held.contains(&one.id)).collect())
}

fn candidate(row: &Row) -> Result<Candidate, DbError> {
    let own: i64 = row.get("own")?;
    Ok(Candidate { id: row.get("id")?, name: row.get("full_name")?, is_from_superior: own == 0 })
}

/// The names of everybody who had a hand in a case.
///
/// # Errors
/// What the database says.
pub async fn hands_of(link: &mut Link, case: CaseId) -> Result<HashMap<PersonId, String>, DbError> {
    let sql = "SELECT id, full_name FROM organisation_person WHERE id IN ( \
               SELECT verifier_id FROM verification_handover WHERE case_id = $1 \
               UNION SELECT assigned_by FROM verification_handover WHERE case_id = $1 \
               UNION SELECT added_by FROM verification_evidence WHERE case_id = $1 \
               UNION SELECT found_by FROM verification_finding WHERE case_id = $1 \
               UNION SELECT final_by FROM verification_finding WHERE case_id = $1)";
    let rows = link.rows(sql, &[case.to_cell()]).await?;
    rows.iter().map(|row| Ok((row.at(0)?, row.at(1)?))).collect()
}
