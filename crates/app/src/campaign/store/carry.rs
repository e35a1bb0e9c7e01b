//! What is carried from one campaign into the next: later stages write it here.

use base::db::{DbError, Link, Stored};
use domain::campaign::CarriedStatus;
use domain::common::Prose;
use domain::common::id::{CampaignId, ReviewId};
use jiff::civil::Date;
use serde::Serialize;

use super::CarriedItemRow;

/// A carried item with what became of it, to be committed together with the rows of the act that found it out.
pub fn carried_became(item: CarriedItemRow, status: CarriedStatus, proof: Option<Prose>) -> CarriedItemRow {
    CarriedItemRow { status, proof: proof.or(item.proof), ..item }
}

/// A review of the same body in another campaign that is open.
#[derive(Clone, Debug, Serialize)]
pub struct NextReview {
    /// The review there.
    pub review_id: ReviewId,
    /// The campaign there.
    pub campaign_id: CampaignId,
    /// The campaign's title.
    pub title: String,
    /// The first day of the period under review there.
    pub period_from: Date,
    /// The last day.
    pub period_to: Date,
}

/// The reviews of the same body in other campaigns that are open, the earliest period first.
///
/// # Errors
/// What the database says.
pub async fn next_reviews(link: &mut Link, review: ReviewId) -> Result<Vec<NextReview>, DbError> {
    let sql = "SELECT r.id, r.campaign_id, c.title, c.period_from, c.period_to FROM campaign_review here \
        JOIN campaign_review r ON r.body_id = here.body_id AND r.campaign_id <> here.campaign_id \
        JOIN campaign_campaign c ON c.id = r.campaign_id AND c.state = 'open' \
        WHERE here.id = $1 ORDER BY c.period_from, r.id";
    let rows = link.rows(sql, &[review.to_cell()]).await?;
    let read = |row: &base::db::Row| {
        Ok(NextReview {
            review_id: row.get("id")?,
            campaign_id: row.get("campaign_id")?,
            title: row.get("title")?,
            period_from: row.get("period_from")?,
            period_to: row.get("period_to")?,
        })
    };
    rows.iter().map(read).collect()
}

/// The codes of what a review carries already: a code names one thing in a review.
///
/// # Errors
/// What the database says.
pub async fn carried_codes(link: &mut Link, review: ReviewId) -> Result<Vec<String>, DbError> {
    let sql = "SELECT code FROM campaign_carried_item WHERE review_id = $1";
    link.rows(sql, &[review.to_cell()]).await?.iter().map(|row| row.at(0)).collect()
}
