//! The table `campaign_campaign`: a campaign over a unit and all units below it.

use base::entity;
use domain::campaign::CampaignState;
use domain::common::Line;
use domain::common::id::{CampaignId, UnitId};
use jiff::civil::Date;

entity! {
    /// A campaign over a unit and all units below it.
    pub struct CampaignRow = "campaign_campaign" {
        /// Its key.
        id: CampaignId,
        /// The unit whose subtree it covers.
        unit_id: UnitId,
        /// What it is called.
        title: Line,
        /// The id of its rule pack.
        pack: String,
        /// The rule pack itself, frozen at opening, with every override.
        pack_text: String,
        /// The first day under review.
        period_from: Date,
        /// The last day under review.
        period_to: Date,
        /// The first day of the campaign.
        opens: Date,
        /// The day by which it is to be closed.
        closes: Date,
        /// Where it stands.
        state: CampaignState,
    }
}
