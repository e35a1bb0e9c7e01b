//! The table `plan_regular_commitment`: regular work that must go on beside the campaign.

use base::entity;
use domain::common::id::{CampaignId, PersonId, RegularCommitmentId};
use domain::common::{Hour, Line};
use jiff::civil::Date;

entity! {
    /// Regular work that must go on beside the campaign.
    pub struct RegularCommitmentRow = "plan_regular_commitment" {
        /// Its key.
        id: RegularCommitmentId,
        /// The campaign.
        campaign_id: CampaignId,
        /// The person; none for everyone.
        person_id: Option<PersonId>,
        /// What it is.
        title: Line,
        /// The day.
        day: Date,
        /// From.
        starts: Hour,
        /// To.
        ends: Hour,
    }
}
