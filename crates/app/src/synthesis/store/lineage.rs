//! The table `synthesis_lineage`: a placement that was changed: the lineage of a point.

use base::entity;
use domain::common::Reason;
use domain::common::id::{CampaignId, OpinionId, PersonId, PointId};
use jiff::Timestamp;
use uuid::Uuid;

entity! {
    /// A placement that was changed: the lineage of a point.
    pub struct LineageRow = "synthesis_lineage" {
        /// Its key.
        id: Uuid,
        /// The campaign.
        campaign_id: CampaignId,
        /// The opinion.
        opinion_id: OpinionId,
        /// Where it was.
        from_point: Option<PointId>,
        /// Where it went.
        to_point: Option<PointId>,
        /// Why.
        reason: Reason,
        /// By whom.
        moved_by: PersonId,
        /// When.
        moved_at: Timestamp,
    }
}
