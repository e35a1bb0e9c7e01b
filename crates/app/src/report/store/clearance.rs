//! The table `report_clearance`: the superior's word that suggestions were issued, or that there are none.

use base::entity;
use domain::common::id::{CampaignId, PersonId, ReviewId};
use jiff::Timestamp;
use uuid::Uuid;

entity! {
    /// The superior's word that suggestions were issued, or that there are none.
    pub struct ClearanceRow = "report_clearance" {
        /// Its key.
        id: Uuid,
        /// The campaign.
        campaign_id: CampaignId,
        /// The review.
        review_id: ReviewId,
        /// Whether there are none.
        is_none: bool,
        /// Who said so.
        issued_by: PersonId,
        /// When.
        issued_at: Timestamp,
    }
}
