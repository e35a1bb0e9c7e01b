//! The table `conference_statement`: something that was said, in its words.

use base::entity;
use domain::common::Prose;
use domain::common::id::{CampaignId, ConferenceId, ItemId, PersonId, PointId, StatementId};
use domain::conference::StatementKind;
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
        /// What kind of turn it is.
        kind: StatementKind,
        /// The point that it is about, when it is about one.
        point_id: Option<PointId>,
        /// What was said.
        text: Prose,
        /// The statement that it corrects; that one stays as it was.
        corrects: Option<StatementId>,
        /// When.
        said_at: Timestamp,
    }
}
