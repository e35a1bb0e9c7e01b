//! The table `opinion_intake`: which round takes what comes in now. Synthesis turns it on when a round is signed off.

use base::Failure;
use base::db::{DbError, Link, Stored, one};
use base::entity;
use base::unit::Unit;
use domain::common::id::{CampaignId, ReviewId};
use domain::opinion::intake::FIRST;
use uuid::Uuid;

entity! {
    /// Which round takes what comes in now.
    pub struct IntakeRow = "opinion_intake" {
        /// Its key.
        id: Uuid,
        /// The campaign.
        campaign_id: CampaignId,
        /// The review.
        review_id: ReviewId,
        /// 1 or 2; beyond that nothing is taken any more.
        round: i64,
    }
}

/// The round that is being filled: the first until synthesis says otherwise.
///
/// # Errors
/// What the database says.
pub async fn intake_of(link: &mut Link, review: ReviewId) -> Result<i64, DbError> {
    let row: Option<IntakeRow> = one(link, "WHERE review_id = $1", &[review.to_cell()]).await?;
    Ok(row.map_or(FIRST, |row| row.round))
}

/// The row that turns the intake to the round after `closed`, to be committed with the act that closes it.
///
/// # Errors
/// What the database says.
pub async fn turn_intake(unit: &mut Unit, review: ReviewId, closed: i64) -> Result<IntakeRow, Failure> {
    let found: Option<IntakeRow> = one(unit, "WHERE review_id = $1", &[review.to_cell()]).await?;
    let round = closed + 1;
    Ok(match found {
        Some(row) => IntakeRow { round, ..row },
        None => {
            IntakeRow { id: unit.name(), campaign_id: unit.campaign()?, review_id: review, round, version: 0 }
        }
    })
}
