//! The table `report_carried_answer`: what a report says to something that was carried over.

use base::entity;
use domain::campaign::CarriedStatus;
use domain::common::Prose;
use domain::common::id::{CampaignId, CarriedItemId, ReportId, ReportVersionId};
use uuid::Uuid;

entity! {
    /// What a report says to something that was carried over.
    pub struct CarriedAnswerRow = "report_carried_answer" {
        /// Its key.
        id: Uuid,
        /// The campaign.
        campaign_id: CampaignId,
        /// The report.
        report_id: ReportId,
        /// The sealed version that holds it; none for the one that is still being written.
        version_id: Option<ReportVersionId>,
        /// The item.
        carried_item_id: CarriedItemId,
        /// What became of it.
        status: CarriedStatus,
        /// In words.
        text: Prose,
        /// What shows it.
        proof: Option<Prose>,
    }
}
