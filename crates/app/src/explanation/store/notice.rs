//! The table `explanation_notice`: the log of a notice, step by step; it only grows.

use base::entity;
use domain::common::Reason;
use domain::common::id::{AssignmentId, CampaignId, PersonId};
use domain::explanation::NoticeStep;
use jiff::Timestamp;
use uuid::Uuid;

entity! {
    /// A step of a notice.
    pub struct NoticeRow = "explanation_notice" {
        /// Its key.
        id: Uuid,
        /// The campaign.
        campaign_id: CampaignId,
        /// The assignment.
        assignment_id: AssignmentId,
        /// Its number in the assignment, from 1.
        number: i64,
        /// What happened.
        step: NoticeStep,
        /// What was written about it.
        note: Option<Reason>,
        /// Who did it; none when the program did.
        by_id: Option<PersonId>,
        /// When.
        at: Timestamp,
    }
}
