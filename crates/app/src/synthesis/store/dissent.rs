//! The table `synthesis_dissent`: an opinion that says the opposite of the others in its point. A person says so; what is
//! taken back stays, and does not stand.

use base::db::{DbError, Link, Row, Stored, select};
use base::entity;
use domain::common::id::{CampaignId, OpinionId, PersonId, PointId, ReviewId};
use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;

entity! {
    /// An opinion that says the opposite of the others in its point.
    pub struct DissentRow = "synthesis_dissent" {
        /// Its key.
        id: Uuid,
        /// The campaign.
        campaign_id: CampaignId,
        /// The review.
        review_id: ReviewId,
        /// The point.
        point_id: PointId,
        /// The opinion.
        opinion_id: OpinionId,
        /// Whether it is still held to be so.
        stands: bool,
        /// Who said so last.
        said_by: PersonId,
        /// When.
        said_at: Timestamp,
    }
}

/// What was said of the opinions of a point, what was taken back among it.
///
/// # Errors
/// What the database says.
pub async fn dissents_of(link: &mut Link, point: PointId) -> Result<Vec<DissentRow>, DbError> {
    select(link, "WHERE point_id = $1", &[point.to_cell()]).await
}

/// An opinion that goes against the point in which it lies.
#[derive(Clone, Debug, Serialize)]
pub struct DissentLine {
    /// The point.
    pub point: PointId,
    /// The opinion.
    pub opinion: OpinionId,
    /// Its number.
    pub number: i64,
    /// The passage.
    pub quote: String,
}

/// The opinions of a review that go against the point in which they lie, by number.
///
/// # Errors
/// What the database says.
pub async fn dissent_lines_of(link: &mut Link, review: ReviewId) -> Result<Vec<DissentLine>, DbError> {
    let sql = "SELECT d.point_id, o.id, o.number, o.quote FROM synthesis_dissent d \
               JOIN synthesis_placement p ON p.opinion_id = d.opinion_id AND p.point_id = d.point_id \
               JOIN opinion_opinion o ON o.id = d.opinion_id WHERE d.review_id = $1 AND d.stands = 1 ORDER BY o.number";
    let read = |row: &Row| {
        Ok(DissentLine {
            point: row.get("point_id")?,
            opinion: row.get("id")?,
            number: row.get("number")?,
            quote: row.get("quote")?,
        })
    };
    link.rows(sql, &[review.to_cell()]).await?.iter().map(read).collect()
}
