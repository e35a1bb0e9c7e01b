//! The table `verification_finding`: what a verification found.

use base::entity;
use domain::common::id::{CampaignId, CaseId, FindingId, PersonId, PointId, ReviewId};
use domain::common::{Line, Prose};
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
        /// Its number in the case: 1, and one more after each new evidence.
        number: i64,
        /// What was found.
        verdict: Verdict,
        /// The part that is confirmed.
        confirmed_part: Option<Line>,
        /// Why.
        reasons: Prose,
        /// How many pieces of evidence it looked at.
        n_evidence: i64,
        /// Whether its subject was heard, so that it stands.
        is_final: bool,
        /// Who let it stand.
        final_by: Option<PersonId>,
        /// When.
        final_at: Option<Timestamp>,
        /// By whom.
        found_by: PersonId,
        /// When.
        found_at: Timestamp,
    }
}
