//! The table `conference_annex`: an annex to sealed minutes.

use base::entity;
use domain::common::Prose;
use domain::common::id::{AnnexId, CampaignId, ConferenceId, PersonId};
use jiff::Timestamp;

entity! {
    /// An annex to sealed minutes.
    pub struct AnnexRow = "conference_annex" {
        /// Its key.
        id: AnnexId,
        /// The campaign.
        campaign_id: CampaignId,
        /// The conference.
        conference_id: ConferenceId,
        /// Its number, from 1.
        number: i64,
        /// Its words.
        text: Prose,
        /// By whom.
        added_by: PersonId,
        /// When.
        added_at: Timestamp,
    }
}
