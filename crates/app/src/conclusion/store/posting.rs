//! The table `conclusion_posting`: the results, posted inside the unit.

use base::entity;
use domain::common::Line;
use domain::common::id::{CampaignId, PersonId, ReviewId};
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

entity! {
    /// The results, posted inside the unit.
    pub struct PostingRow = "conclusion_posting" {
        /// Its key.
        id: Uuid,
        /// The campaign.
        campaign_id: CampaignId,
        /// The review.
        review_id: ReviewId,
        /// Where they hang.
        location: Line,
        /// From which day.
        days_from: Date,
        /// To which day.
        days_to: Date,
        /// By whom.
        posted_by: PersonId,
        /// When.
        posted_at: Timestamp,
    }
}
