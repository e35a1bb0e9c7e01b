//! The table `campaign_review`: a body's part in a campaign.

use base::entity;
use domain::common::id::{BodyId, CampaignId, ReviewId, UnitId};

entity! {
    /// A body's part in a campaign.
    pub struct ReviewRow = "campaign_review" {
        /// Its key.
        id: ReviewId,
        /// The campaign.
        campaign_id: CampaignId,
        /// The body's unit.
        unit_id: UnitId,
        /// The body.
        body_id: BodyId,
        /// How far below the campaign's unit, 0 at the top: superior levels come first.
        level: i64,
    }
}
