//! The table `conference_recusal`: someone takes no part in an item.

use base::entity;
use domain::common::Reason;
use domain::common::id::{CampaignId, ItemId, PersonId};
use uuid::Uuid;

entity! {
    /// Someone takes no part in an item.
    pub struct RecusalRow = "conference_recusal" {
        /// Its key.
        id: Uuid,
        /// The campaign.
        campaign_id: CampaignId,
        /// The item.
        item_id: ItemId,
        /// Who.
        person_id: PersonId,
        /// Why.
        reason: Reason,
    }
}
