//! The table `conference_vote`: an open vote, as counts.

use base::entity;
use domain::common::Line;
use domain::common::id::{CampaignId, ConferenceId, ItemId, VoteId};
use jiff::Timestamp;

entity! {
    /// An open vote, as counts.
    pub struct VoteRow = "conference_vote" {
        /// Its key.
        id: VoteId,
        /// The campaign.
        campaign_id: CampaignId,
        /// The conference.
        conference_id: ConferenceId,
        /// The item.
        item_id: ItemId,
        /// What was voted on.
        motion: Line,
        /// How many were present and could vote.
        n_present: i64,
        /// How many more were present and stood aside.
        n_recused: i64,
        /// For.
        n_for: i64,
        /// Against.
        n_against: i64,
        /// Neither.
        n_abstained: i64,
        /// Whether it was carried, by the pack's majority.
        is_carried: bool,
        /// When.
        taken_at: Timestamp,
    }
}
