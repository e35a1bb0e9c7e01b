//! The table `rollup_summary`: a summary of a level, as it was issued.

use base::entity;
use domain::common::id::{CampaignId, PersonId, SummaryId, UnitId};
use domain::rollup::SummaryState;
use jiff::Timestamp;
use jiff::civil::Date;

entity! {
    /// A summary of a level, as it was issued.
    pub struct SummaryRow = "rollup_summary" {
        /// Its key.
        id: SummaryId,
        /// The campaign.
        campaign_id: CampaignId,
        /// The level.
        unit_id: UnitId,
        /// The day of its figures.
        as_of: Date,
        /// The figures, as JSON.
        figures: String,
        /// Whether an article may carry them.
        is_publishable: bool,
        /// Where it stands.
        state: SummaryState,
        /// By whom.
        issued_by: PersonId,
        /// When.
        issued_at: Timestamp,
    }
}
