//! The table `plan_sitting`: a sitting that is planned.

use base::entity;
use domain::common::id::{CampaignId, PersonId, ReviewId, SittingId};
use domain::common::{Hour, Line};
use domain::plan::{SittingKind, SittingState};
use jiff::civil::Date;

entity! {
    /// A sitting that is planned.
    pub struct SittingRow = "plan_sitting" {
        /// Its key.
        id: SittingId,
        /// The campaign.
        campaign_id: CampaignId,
        /// The review.
        review_id: Option<ReviewId>,
        /// `review`, `briefing` or `lesson`.
        kind: SittingKind,
        /// What it is called.
        title: Line,
        /// The day.
        day: Date,
        /// From, as `08:00`.
        starts: Hour,
        /// To, as `17:00`.
        ends: Hour,
        /// Where.
        room: Line,
        /// Who leads it.
        chair_id: PersonId,
        /// Whether it took place.
        state: SittingState,
    }
}
