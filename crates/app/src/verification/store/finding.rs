//! The table `verification_finding`: what a verification found.

use base::entity;
use domain::common::Prose;
use domain::common::id::{CampaignId, CaseId, FindingId, PersonId, PointId, ReviewId};
use domain::verification::Verdict;
use jiff::Timestamp;

entity! {
    /// What a verification found.
    pub struct FindingRow = "verification_finding" {
        /// Its key.
        id: FindingId,
        /// The campaign.
        campaign_id: CampaignId,
        /// The review.
        review_id: ReviewId,
        /// The case.
        case_id: CaseId,
        /// The point.
        point_id: PointId,
        /// 1, or 2 after it was opened again.
        number: i64,
        /// What was found.
        verdict: Verdict,
        /// The part that is confirmed.
        confirmed_part: Option<Prose>,
        /// Why.
        reasons: Prose,
        /// Whether its subject was heard, so that it stands.
        is_final: bool,
        /// By whom.
        found_by: PersonId,
        /// When.
        found_at: Timestamp,
    }
}
