//! The supplement: what is listed, what it can come from, and the two versions of the report around it.

use base::Failure;
use base::db::{DbError, Link, Stored, one, select};
use domain::common::id::{EvidenceId, PointId, ReviewId, SubjectId};

use super::{SupplementItemRow, SupplementRow};
use crate::report::store::{self as report, VersionRow};
use crate::verification::store::EvidenceRow;

/// What is listed in the supplement of a review, in its order.
///
/// # Errors
/// What the database says.
pub async fn supplement_items_of(
    link: &mut Link,
    review: ReviewId,
) -> Result<Vec<SupplementItemRow>, DbError> {
    select(link, "WHERE review_id = $1 AND is_dropped = 0 ORDER BY place", &[review.to_cell()]).await
}

/// The supplement that was written.
///
/// # Errors
/// What the database says.
pub async fn supplement_of(link: &mut Link, review: ReviewId) -> Result<Option<SupplementRow>, DbError> {
    one(link, "WHERE review_id = $1", &[review.to_cell()]).await
}

/// The next place in the supplement: one that was taken out keeps its own.
///
/// # Errors
/// What the database says.
pub async fn next_place(link: &mut Link, review: ReviewId) -> Result<i64, DbError> {
    let sql = "SELECT COALESCE(MAX(place), 0) + 1 FROM conclusion_supplement_item WHERE review_id = $1";
    link.count(sql, &[review.to_cell()]).await
}

/// Every version of the reports of a review, with whose report it is.
///
/// # Errors
/// What the database says.
pub async fn versions_of_review(
    link: &mut Link,
    review: ReviewId,
) -> Result<Vec<(VersionRow, SubjectId)>, DbError> {
    let reports = report::reports_of(link, review).await?;
    let rest = "WHERE report_id IN (SELECT r.id FROM report_report r JOIN campaign_subject h ON h.id = r.subject_id \
        JOIN campaign_subject s ON s.id = h.id OR (s.campaign_id = h.campaign_id AND s.person_id = h.person_id) \
        WHERE s.review_id = $1) ORDER BY report_id, number DESC";
    let versions: Vec<VersionRow> = select(link, rest, &[review.to_cell()]).await?;
    let whose = |version: &VersionRow| reports.iter().find(|(_, report)| report.id == version.report_id);
    let with = |version: VersionRow| whose(&version).map(|(subject, _)| *subject).map(|id| (version, id));
    Ok(versions.into_iter().filter_map(with).collect())
}

/// Whether evidence lies in a case of this review.
///
/// # Errors
/// [`Failure::Missing`] when it does not.
pub async fn evidence_in(link: &mut Link, review: ReviewId, evidence: EvidenceId) -> Result<(), Failure> {
    let sql = "SELECT COUNT(*) FROM verification_evidence e JOIN verification_case k ON k.id = e.case_id \
               WHERE e.id = $1 AND k.review_id = $2";
    let found = link.count(sql, &[evidence.to_cell(), review.to_cell()]).await?;
    if 0 < found { Ok(()) } else { Err(Failure::Missing) }
}

/// The evidence of a review, for a list to choose from.
///
/// # Errors
/// What the database says.
pub async fn evidence_of_review(link: &mut Link, review: ReviewId) -> Result<Vec<EvidenceRow>, DbError> {
    let rest =
        "WHERE case_id IN (SELECT id FROM verification_case WHERE review_id = $1) ORDER BY case_id, number";
    select(link, rest, &[review.to_cell()]).await
}

/// Whether a point is one of this review.
///
/// # Errors
/// [`Failure::Missing`] when it is not.
pub async fn known_point(link: &mut Link, review: ReviewId, point: Option<PointId>) -> Result<(), Failure> {
    match point {
        Some(point) => crate::synthesis::store::point_in(link, review, point).await.map(|_| ()),
        None => Ok(()),
    }
}
