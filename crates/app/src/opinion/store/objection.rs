//! The table `opinion_objection`: a contributor says that they were misunderstood.

use base::entity;
use domain::common::Reason;
use domain::common::id::{CampaignId, OpinionId};
use jiff::Timestamp;
use uuid::Uuid;

entity! {
    /// A contributor says that they were misunderstood.
    pub struct ObjectionRow = "opinion_objection" {
        /// Its key.
        id: Uuid,
        /// The campaign.
        campaign_id: CampaignId,
        /// The opinion.
        opinion_id: OpinionId,
        /// What was meant.
        text: Reason,
        /// When.
        raised_at: Timestamp,
        /// What was answered.
        answer: Option<Reason>,
    }
}
