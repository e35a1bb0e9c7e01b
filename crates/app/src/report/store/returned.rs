//! The table `report_return`: a submitted version that was given back, and why.

use base::entity;
use domain::common::Reason;
use domain::common::id::{CampaignId, PersonId, ReportId, ReportVersionId};
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

entity! {
    /// A submitted version that was given back, and why.
    pub struct ReturnRow = "report_return" {
        /// Its key.
        id: Uuid,
        /// The campaign.
        campaign_id: CampaignId,
        /// The report.
        report_id: ReportId,
        /// The version that was not enough.
        version_id: ReportVersionId,
        /// Why.
        reason: Reason,
        /// By when it is to be submitted again.
        due: Date,
        /// Who gave it back.
        returned_by: PersonId,
        /// When.
        returned_at: Timestamp,
    }
}
