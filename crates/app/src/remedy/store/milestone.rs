//! The table `remedy_milestone`: a step on the way to a remedy.

use base::entity;
use domain::common::id::{CampaignId, CommitmentId, FileId, MilestoneId};
use domain::common::{Line, Prose};
use domain::remedy::MilestoneState;
use jiff::Timestamp;
use jiff::civil::Date;

entity! {
    /// A step on the way to a remedy.
    pub struct MilestoneRow = "remedy_milestone" {
        /// Its key.
        id: MilestoneId,
        /// The campaign.
        campaign_id: CampaignId,
        /// The commitment.
        commitment_id: CommitmentId,
        /// Its order.
        place: i64,
        /// What is to be seen.
        title: Line,
        /// By when.
        due: Date,
        /// Where it stands.
        state: MilestoneState,
        /// What shows it.
        proof: Option<Prose>,
        /// The file that shows it.
        file_id: Option<FileId>,
        /// When it was reported.
        reported_at: Option<Timestamp>,
    }
}
