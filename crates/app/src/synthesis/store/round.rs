//! The table `synthesis_round`: a round of synthesis.

use base::entity;
use domain::common::id::{CampaignId, PersonId, ReviewId, RoundId};
use domain::synthesis::{RoundKind, RoundState};
use jiff::Timestamp;

entity! {
    /// A round of synthesis.
    pub struct RoundRow = "synthesis_round" {
        /// Its key.
        id: RoundId,
        /// The campaign.
        campaign_id: CampaignId,
        /// The review.
        review_id: ReviewId,
        /// Before the conference, or after the individuals.
        kind: RoundKind,
        /// 1 or 2: the round that opinions carry.
        number: i64,
        /// Whether it is signed off.
        state: RoundState,
        /// When it was opened.
        opened_at: Timestamp,
        /// Who signed it off.
        closed_by: Option<PersonId>,
        /// When.
        closed_at: Option<Timestamp>,
        /// How many opinions were received, at closing.
        received: i64,
    }
}
