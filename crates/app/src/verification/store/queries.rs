//! What the rules and later stages ask of a case.

use base::db::{DbError, Link, Stored, one, select};
use domain::common::id::{CaseId, PersonId, PointId};
use domain::verification::CaseState;

use super::{CaseRow, EvidenceRow, FindingRow, HandoverRow};

/// Whom a point concerns: the person it is about; for the collective, everybody under review in it.
///
/// # Errors
/// What the database says.
pub async fn concerned(link: &mut Link, point: PointId) -> Result<Vec<PersonId>, DbError> {
    let sql = "SELECT person_id FROM verification_concerned WHERE point_id = $1 ORDER BY person_id";
    link.rows(sql, &[point.to_cell()]).await?.iter().map(|row| row.at(0)).collect()
}

/// Who wrote the opinions of a point, as far as they are known here. For the rules only: no page shows them.
///
/// # Errors
/// What the database says.
pub async fn authors(link: &mut Link, point: PointId) -> Result<Vec<PersonId>, DbError> {
    let sql = "SELECT DISTINCT person_id FROM verification_author WHERE point_id = $1 ORDER BY person_id";
    link.rows(sql, &[point.to_cell()]).await?.iter().map(|row| row.at(0)).collect()
}

/// The case of a point, if one was opened.
///
/// # Errors
/// What the database says.
pub async fn case_of(link: &mut Link, point: PointId) -> Result<Option<CaseRow>, DbError> {
    one(link, "WHERE point_id = $1", &[point.to_cell()]).await
}

/// Who had a case, in their order.
///
/// # Errors
/// What the database says.
pub async fn handovers_of(link: &mut Link, case: CaseId) -> Result<Vec<HandoverRow>, DbError> {
    select(link, "WHERE case_id = $1 ORDER BY number", &[case.to_cell()]).await
}

/// The evidence of a case, by number.
///
/// # Errors
/// What the database says.
pub async fn evidence_of(link: &mut Link, case: CaseId) -> Result<Vec<EvidenceRow>, DbError> {
    select(link, "WHERE case_id = $1 ORDER BY number", &[case.to_cell()]).await
}

/// What was found on a point, each finding beside the one before, in their order.
///
/// # Errors
/// What the database says.
pub async fn findings_of_point(link: &mut Link, point: PointId) -> Result<Vec<FindingRow>, DbError> {
    select(link, "WHERE point_id = $1 ORDER BY number", &[point.to_cell()]).await
}

/// The last finding on a point, provisional or final.
///
/// # Errors
/// What the database says.
pub async fn latest_finding_of(link: &mut Link, point: PointId) -> Result<Option<FindingRow>, DbError> {
    one(link, "WHERE point_id = $1 ORDER BY number DESC LIMIT 1", &[point.to_cell()]).await
}

/// The finding that stands: the last one, its subject heard, the case not opened again.
///
/// # Errors
/// What the database says.
pub async fn final_finding_of(link: &mut Link, point: PointId) -> Result<Option<FindingRow>, DbError> {
    let rest = "WHERE point_id = $1 AND is_final = 1 \
                AND (SELECT state FROM verification_case c WHERE c.id = case_id) = $2 ORDER BY number DESC LIMIT 1";
    one(link, rest, &[point.to_cell(), CaseState::FoundFinally.to_cell()]).await
}
