//! The table `report_version`: one version of a report.

use base::entity;
use domain::common::id::{CampaignId, PersonId, ReportId, ReportVersionId};
use jiff::Timestamp;

entity! {
    /// One version of a report.
    pub struct VersionRow = "report_version" {
        /// Its key.
        id: ReportVersionId,
        /// The campaign.
        campaign_id: CampaignId,
        /// The report.
        report_id: ReportId,
        /// Its number, from 1.
        number: i64,
        /// Who wrote it.
        written_by: PersonId,
        /// When.
        written_at: Timestamp,
        /// Whether this is a version that was submitted.
        is_sealed: bool,
    }
}
