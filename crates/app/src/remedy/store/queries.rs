//! What pages and later stages ask about commitments.

use base::db::{Cell, DbError, Link, Stored, select};
use domain::common::id::{CampaignId, CommitmentId, ReviewId, UnitId};
use jiff::civil::Date;
use serde::Serialize;

use super::CommitmentRow;

/// A commitment with the names that a list shows.
#[derive(Clone, Debug, Serialize)]
pub struct NamedCommitment {
    /// The commitment.
    pub row: CommitmentRow,
    /// Who does it.
    pub doer: String,
    /// The body of the review.
    pub body: String,
    /// The unit of the review.
    pub unit_id: UnitId,
    /// How many milestones it has.
    pub n_milestones: i64,
    /// How many of them are reached.
    pub n_reached: i64,
    /// The first day of a milestone that is still ahead.
    pub next_due: Option<Date>,
}

/// The commitments of a campaign, by review and number.
///
/// # Errors
/// What the database says.
pub async fn commitments_of_campaign(
    link: &mut Link,
    campaign: CampaignId,
) -> Result<Vec<NamedCommitment>, DbError> {
    named(link, "campaign_id", campaign.to_cell()).await
}

/// The commitments of a review, by number.
///
/// # Errors
/// What the database says.
pub async fn commitments_of_review(
    link: &mut Link,
    review: ReviewId,
) -> Result<Vec<NamedCommitment>, DbError> {
    named(link, "review_id", review.to_cell()).await
}

async fn named(link: &mut Link, of: &str, value: Cell) -> Result<Vec<NamedCommitment>, DbError> {
    let values = [value];
    let rest = format!("WHERE {of} = $1 ORDER BY review_id, number");
    let rows: Vec<CommitmentRow> = select(link, &rest, &values).await?;
    let sql = format!(
        "SELECT c.id, p.full_name AS doer, b.name AS body, r.unit_id, \
         (SELECT COUNT(*) FROM remedy_milestone m WHERE m.commitment_id = c.id) AS n_milestones, \
         (SELECT COUNT(*) FROM remedy_milestone m WHERE m.commitment_id = c.id AND m.state = 'reached') AS n_reached, \
         (SELECT MIN(m.due) FROM remedy_milestone m WHERE m.commitment_id = c.id AND m.state = 'ahead') AS next_due \
         FROM remedy_commitment c JOIN organisation_person p ON p.id = c.doer_id \
         JOIN campaign_review r ON r.id = c.review_id JOIN organisation_body b ON b.id = r.body_id WHERE c.{of} = $1"
    );
    let mut about = std::collections::HashMap::new();
    for row in link.rows(&sql, &values).await? {
        about.insert(row.get::<CommitmentId>("id")?, row);
    }
    let with_names = |row: CommitmentRow| {
        let found =
            about.get(&row.id).ok_or_else(|| DbError::Shape(format!("whose commitment {} is", row.id)))?;
        Ok(NamedCommitment {
            doer: found.get("doer")?,
            body: found.get("body")?,
            unit_id: found.get("unit_id")?,
            n_milestones: found.get("n_milestones")?,
            n_reached: found.get("n_reached")?,
            next_due: found.get("next_due")?,
            row,
        })
    };
    rows.into_iter().map(with_names).collect()
}
