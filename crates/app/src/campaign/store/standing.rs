//! The table `campaign_standing`: where one stage of one review stands.

use base::entity;
use domain::campaign::StandingState;
use domain::common::id::{CampaignId, ReviewId};
use domain::common::{Prose, Stage};
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

entity! {
    /// Where one stage of one review stands.
    pub struct StandingRow = "campaign_standing" {
        /// Its key.
        id: Uuid,
        /// The campaign.
        campaign_id: CampaignId,
        /// The review.
        review_id: ReviewId,
        /// The stage.
        stage: Stage,
        /// Where it stands.
        state: StandingState,
        /// How much is done.
        done: i64,
        /// Of how much.
        total: i64,
        /// By when.
        due: Option<Date>,
        /// The refusal that holds it up, as [`crate::campaign::BlockedBy`] writes it; sealed, since it may name people.
        blocked_by: Option<Prose>,
        /// When it last changed.
        changed_at: Timestamp,
    }
}
