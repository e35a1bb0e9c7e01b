//! The table `campaign_content`: a content under review or a focus area, frozen at opening.

use base::entity;
use domain::common::Line;
use domain::common::id::CampaignId;
use uuid::Uuid;

entity! {
    /// A content under review or a focus area, frozen at opening.
    pub struct ContentRow = "campaign_content" {
        /// Its key.
        id: Uuid,
        /// The campaign.
        campaign_id: CampaignId,
        /// `content` or `focus`.
        kind: String,
        /// Its code.
        code: String,
        /// Its Vietnamese words.
        name_vi: Line,
        /// Its English words.
        name_en: Line,
        /// Its order.
        place: i64,
    }
}
