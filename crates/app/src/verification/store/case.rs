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
        /// Who checks it; none as long as nobody has it.
        verifier_id: Option<PersonId>,
        /// Who assigned it.
        assigned_by: Option<PersonId>,
        /// When.
        assigned_at: Option<Timestamp>,
        /// When its verifier took it.
        accepted_at: Option<Timestamp>,
        /// By when.
        due: Option<Date>,
        /// Where it stands.
        state: CaseState,
        /// Whether it takes no more evidence: the second hearing is over.
        is_closed: bool,
    }
}
