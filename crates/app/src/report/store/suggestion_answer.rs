//! The table `report_suggestion_answer`: what a report says to a suggested issue.

use base::entity;
use domain::common::Prose;
use domain::common::id::{CampaignId, ReportId, SuggestionId};
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
        /// The issue.
        suggestion_id: SuggestionId,
        /// The explanation.
        text: Prose,
        /// The cause.
        cause: Prose,
        /// Who is responsible.
        responsibility: Prose,
    }
}
