//! The table `opinion_trace`: what became of an opinion, step by step.

use base::entity;
use domain::common::id::{CampaignId, OpinionId};
use domain::common::{Line, Stage};
use jiff::Timestamp;
use uuid::Uuid;

entity! {
    /// What became of an opinion, step by step.
    pub struct TraceRow = "opinion_trace" {
        /// Its key.
        id: Uuid,
        /// The campaign.
        campaign_id: CampaignId,
        /// The opinion.
        opinion_id: OpinionId,
        /// Where it was.
        stage: Stage,
        /// The message that says it.
        what: String,
        /// What the message names.
        detail: Option<Line>,
        /// When.
        at: Timestamp,
    }
}
