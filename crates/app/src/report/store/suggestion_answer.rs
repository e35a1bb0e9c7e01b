//! The table `report_suggestion_answer`: what a report says to a suggested issue.

use base::entity;
use domain::common::Prose;
use domain::common::id::{CampaignId, ReportId, ReportVersionId, SuggestionId};
use uuid::Uuid;

entity! {
    /// What a report says to a suggested issue.
    pub struct SuggestionAnswerRow = "report_suggestion_answer" {
        /// Its key.
        id: Uuid,
        /// The campaign.
        campaign_id: CampaignId,
        /// The report.
        report_id: ReportId,
        /// The sealed version that holds it; none for the one that is still being written.
        version_id: Option<ReportVersionId>,
        /// The issue.
        suggestion_id: SuggestionId,
        /// The explanation.
        text: Prose,
        /// The cause, once it is stated.
        cause: Option<Prose>,
        /// Who is responsible, once it is stated.
        responsibility: Option<Prose>,
    }
}
