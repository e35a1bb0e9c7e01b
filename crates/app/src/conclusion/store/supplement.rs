//! The table `conclusion_supplement`: what completes the collective report.

use base::entity;
use domain::common::id::{CampaignId, PersonId, ReportVersionId, ReviewId};
use jiff::Timestamp;
use uuid::Uuid;

entity! {
    /// What completes the collective report.
    pub struct SupplementRow = "conclusion_supplement" {
        /// Its key.
        id: Uuid,
        /// The campaign.
        campaign_id: CampaignId,
        /// The review.
        review_id: ReviewId,
        /// The sealed version that it completes.
        base_version_id: ReportVersionId,
        /// The sealed version that it made.
        report_version_id: ReportVersionId,
        /// Whether nothing came from the individuals.
        is_nothing: bool,
        /// By whom.
        completed_by: PersonId,
        /// When.
        completed_at: Timestamp,
    }
}
