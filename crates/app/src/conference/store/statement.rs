//! The table `conference_statement`: something that was said, in its words.

use base::entity;
use domain::common::Prose;
use domain::common::id::{CampaignId, ConferenceId, ItemId, PersonId, StatementId};
use jiff::Timestamp;

entity! {
    /// Something that was said, in its words.
    pub struct StatementRow = "conference_statement" {
        /// Its key.
        id: StatementId,
        /// The campaign.
        campaign_id: CampaignId,
        /// The conference.
        conference_id: ConferenceId,
        /// The item.
        item_id: ItemId,
        /// Its order in the item.
        place: i64,
        /// Who spoke.
        speaker_id: PersonId,
        /// What was said.
        text: Prose,
        /// Whether it goes into the second round of synthesis.
        is_taken_up: bool,
        /// When.
        said_at: Timestamp,
    }
}
