//! The table `conclusion_strength`: a strength.

use base::entity;
use domain::common::Prose;
use domain::common::id::{CampaignId, ConclusionId, PointId, ReviewId, StrengthId};

entity! {
    /// A strength.
    pub struct StrengthRow = "conclusion_strength" {
        /// Its key.
        id: StrengthId,
        /// The campaign.
        campaign_id: CampaignId,
        /// The review.
        review_id: ReviewId,
        /// The conclusion.
        conclusion_id: ConclusionId,
        /// What is held.
        text: Prose,
        /// The point it comes from.
        point_id: Option<PointId>,
        /// The content under review.
        content: String,
        /// Whether an article may carry it.
        is_publishable: bool,
        /// Whether it was taken out of the draft again.
        is_dropped: bool,
    }
}
