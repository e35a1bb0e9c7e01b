//! The table `conference_paper`: a paper that was sent out for a conference.

use base::entity;
use domain::common::Line;
use domain::common::id::{CampaignId, ConferenceId, PersonId};
use jiff::civil::Date;
use uuid::Uuid;

entity! {
    /// A paper that was sent out for a conference.
    pub struct PaperRow = "conference_paper" {
        /// Its key.
        id: Uuid,
        /// The campaign.
        campaign_id: CampaignId,
        /// The conference.
        conference_id: ConferenceId,
        /// What it is.
        title: Line,
        /// The day it was sent out.
        sent: Date,
        /// By whom.
        sent_by: PersonId,
    }
}
