//! The table `verification_case`: an allegation that somebody checks.

use base::entity;
use domain::common::id::{CampaignId, CaseId, PersonId, PointId, ReviewId};
use domain::verification::CaseState;
use jiff::Timestamp;
use jiff::civil::Date;

entity! {
    /// An allegation that somebody checks.
    pub struct CaseRow = "verification_case" {
        /// Its key.
        id: CaseId,
        /// The campaign.
        campaign_id: CampaignId,
        /// The review.
        review_id: ReviewId,
        /// The point.
        point_id: PointId,
        /// Who checks it.
        verifier_id: PersonId,
        /// Who assigned it.
        assigned_by: PersonId,
        /// When.
        assigned_at: Timestamp,
        /// By when.
        due: Date,
        /// Where it stands.
        state: CaseState,
    }
}
