//! The table `explanation_answer`: what was answered to a point.

use base::entity;
use domain::common::Prose;
use domain::common::id::{AnswerId, AssignmentId, CampaignId, PersonId};
use domain::explanation::AnswerKind;
use jiff::Timestamp;

entity! {
    /// What was answered to a point.
    pub struct AnswerRow = "explanation_answer" {
        /// Its key.
        id: AnswerId,
        /// The campaign.
        campaign_id: CampaignId,
        /// The assignment.
        assignment_id: AssignmentId,
        /// 1, or 2 after it was opened again.
        number: i64,
        /// Accepted, partly, not.
        kind: AnswerKind,
        /// In words.
        text: Prose,
        /// What is not so.
        contested: Option<Prose>,
        /// Why it happened.
        cause: Option<Prose>,
        /// By whom.
        answered_by: PersonId,
        /// When.
        answered_at: Timestamp,
    }
}
