//! The table `synthesis_placement`: where an opinion went.

use base::entity;
use domain::common::id::{CampaignId, OpinionId, PersonId, PointId, ReviewId, RoundId};
use domain::common::{Line, Reason};
use domain::synthesis::Disposition;
use jiff::Timestamp;
use uuid::Uuid;

entity! {
    /// Where an opinion went.
    pub struct PlacementRow = "synthesis_placement" {
        /// Its key.
        id: Uuid,
        /// The campaign.
        campaign_id: CampaignId,
        /// The review.
        review_id: ReviewId,
        /// The round.
        round_id: RoundId,
        /// The opinion.
        opinion_id: OpinionId,
        /// Where it went.
        disposition: Disposition,
        /// The point.
        point_id: Option<PointId>,
        /// Why it is in no point.
        reason: Option<Reason>,
        /// To whom it was forwarded.
        forwarded_to: Option<Line>,
        /// Who placed it.
        placed_by: PersonId,
        /// When.
        placed_at: Timestamp,
    }
}
