//! The table `conference_move`: a conference was put off from the day for which it was called.

use base::entity;
use domain::common::Reason;
use domain::common::id::{CampaignId, ConferenceId, PersonId};
use domain::conference::MoveCause;
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

entity! {
    /// A conference was put off from the day for which it was called.
    pub struct MoveRow = "conference_move" {
        /// Its key.
        id: Uuid,
        /// The campaign.
        campaign_id: CampaignId,
        /// The conference.
        conference_id: ConferenceId,
        /// Why, for the count.
        cause: MoveCause,
        /// Why, in words.
        reason: Reason,
        /// How many had come of those who count for the quorum, where it was recorded.
        n_present: Option<i64>,
        /// Of how many.
        n_called: i64,
        /// The day before.
        from_day: Date,
        /// The day after.
        to_day: Date,
        /// By whom.
        moved_by: PersonId,
        /// When.
        moved_at: Timestamp,
    }
}
