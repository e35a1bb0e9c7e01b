//! The table `synthesis_unlike`: two opinions that somebody said are not alike, so that they are not offered to each other
//! again. Working data: it moves no opinion, and it leaves no leaf (docs/working-data.md).

use base::db::{DbError, Link, Stored, one};
use base::entity;
use base::unit::WorkingRow;
use domain::common::id::{CampaignId, OpinionId, PersonId, ReviewId};
use uuid::Uuid;

entity! {
    /// Two opinions that are not alike.
    pub struct UnlikeRow = "synthesis_unlike" {
        /// Its key.
        id: Uuid,
        /// The campaign.
        campaign_id: CampaignId,
        /// The review.
        review_id: ReviewId,
        /// The opinion whose key is smaller.
        one_id: OpinionId,
        /// The other.
        other_id: OpinionId,
        /// Who said so.
        said_by: PersonId,
    }
}

impl WorkingRow for UnlikeRow {}

/// The row of two opinions, given in the order of their keys.
///
/// # Errors
/// What the database says.
pub async fn unlike_of(
    link: &mut Link,
    (one_id, other_id): (OpinionId, OpinionId),
) -> Result<Option<UnlikeRow>, DbError> {
    one(link, "WHERE one_id = $1 AND other_id = $2", &[one_id.to_cell(), other_id.to_cell()]).await
}
