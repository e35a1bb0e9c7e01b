//! The table `report_report`: a collective report or a personal review.

use base::entity;
use domain::common::id::{CampaignId, ReportId, ReviewId, SubjectId};
use domain::report::ReportState;
use jiff::Timestamp;

entity! {
    /// A collective report or a personal review.
    pub struct ReportRow = "report_report" {
        /// Its key.
        id: ReportId,
        /// The campaign.
        campaign_id: CampaignId,
        /// The review.
        review_id: ReviewId,
        /// Whose it is.
        subject_id: SubjectId,
        /// Where it stands.
        state: ReportState,
        /// The number of its latest version.
        latest: i64,
        /// When it was last submitted.
        submitted_at: Option<Timestamp>,
    }
}
