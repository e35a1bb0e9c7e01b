//! The tables `synthesis_double`, `synthesis_coder` and `synthesis_sample`: which opinions two coders code blind to each
//! other.

use base::entity;
use domain::common::Reason;
use domain::common::id::{CampaignId, DoubleId, OpinionId, PersonId, ReviewId, RoundId};
use domain::synthesis::DoubleState;
use jiff::Timestamp;
use uuid::Uuid;

entity! {
    /// Opinions of a round that two coders code blind to each other.
    pub struct DoubleRow = "synthesis_double" {
        /// Its key.
        id: DoubleId,
        /// The campaign.
        campaign_id: CampaignId,
        /// The review.
        review_id: ReviewId,
        /// The round.
        round_id: RoundId,
        /// Its number in the review.
        number: i64,
        /// The chance that was drawn for it: with it the sample and the intervals can be recomputed.
        seed: i64,
        /// The number of the last opinion among those from which it was drawn.
        last_number: i64,
        /// From how many opinions it was drawn.
        received: i64,
        /// How many were drawn.
        drawn: i64,
        /// Where it stands.
        state: DoubleState,
        /// Who had it drawn.
        opened_by: PersonId,
        /// When.
        opened_at: Timestamp,
        /// When both had finished, or it was given up.
        ended_at: Option<Timestamp>,
        /// Why it was given up.
        reason: Option<Reason>,
    }
}

entity! {
    /// One of the two coders.
    pub struct CoderRow = "synthesis_coder" {
        /// Its key.
        id: Uuid,
        /// The campaign.
        campaign_id: CampaignId,
        /// The double coding.
        double_id: DoubleId,
        /// The coder.
        person_id: PersonId,
        /// First or second.
        place: i64,
        /// When they finished.
        finished_at: Option<Timestamp>,
    }
}

entity! {
    /// An opinion that was drawn.
    pub struct SampleRow = "synthesis_sample" {
        /// Its key.
        id: Uuid,
        /// The campaign.
        campaign_id: CampaignId,
        /// The double coding.
        double_id: DoubleId,
        /// The opinion.
        opinion_id: OpinionId,
        /// Its place in the order of the draw, from 1.
        place: i64,
    }
}
