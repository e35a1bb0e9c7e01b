//! The table `remedy_step`: what happened to a commitment, one line for each step, never changed.

use base::entity;
use domain::common::Prose;
use domain::common::id::{CampaignId, CommitmentId, FileId, PersonId, ReviewId};
use domain::remedy::StepKind;
use jiff::Timestamp;
use uuid::Uuid;

entity! {
    /// What happened to a commitment.
    pub struct StepRow = "remedy_step" {
        /// Its key.
        id: Uuid,
        /// The campaign.
        campaign_id: CampaignId,
        /// The review.
        review_id: ReviewId,
        /// The commitment.
        commitment_id: CommitmentId,
        /// What it was.
        kind: StepKind,
        /// What was said.
        text: Option<Prose>,
        /// The file that shows it.
        file_id: Option<FileId>,
        /// By whom.
        taken_by: PersonId,
        /// When.
        taken_at: Timestamp,
    }
}
