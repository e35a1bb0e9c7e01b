//! The table `report_section`: the words under one heading of a version.

use base::entity;
use domain::common::Prose;
use domain::common::id::{CampaignId, ReportVersionId};
use uuid::Uuid;

entity! {
    /// The words under one heading of a version.
    pub struct SectionRow = "report_section" {
        /// Its key.
        id: Uuid,
        /// The campaign.
        campaign_id: CampaignId,
        /// The version.
        version_id: ReportVersionId,
        /// The section of the form.
        code: String,
        /// The words.
        text: Prose,
    }
}
