//! The table `verification_handover`: who had a case, from when, and why they handed it back.

use base::entity;
use domain::common::Reason;
use domain::common::id::{CampaignId, CaseId, PersonId};
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

entity! {
    /// Who had a case, from when, and why they handed it back.
    pub struct HandoverRow = "verification_handover" {
        /// Its key.
        id: Uuid,
        /// The campaign.
        campaign_id: CampaignId,
        /// The case.
        case_id: CaseId,
        /// Its number in the case, from 1.
        number: i64,
        /// Who got it.
        verifier_id: PersonId,
        /// Whether the superior level sent them.
        is_from_superior: bool,
        /// Who assigned it.
        assigned_by: PersonId,
        /// When.
        assigned_at: Timestamp,
        /// By when.
        due: Date,
        /// When it was taken.
        accepted_at: Option<Timestamp>,
        /// When it was handed back.
        handed_back_at: Option<Timestamp>,
        /// Why.
        reason: Option<Reason>,
    }
}
