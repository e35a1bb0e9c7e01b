//! The table `conclusion_wording_waiver`: questions about the wording of a shortcoming that were left as they are, with
//! the reason.

use base::entity;
use domain::common::Prose;
use domain::common::id::{CampaignId, PersonId, ShortcomingId};
use domain::common::kinds::WordingKind;
use domain::common::wording::WordingQuestion;
use jiff::Timestamp;
use uuid::Uuid;

entity! {
    /// A question about wording that was waived.
    pub struct WordingWaiverRow = "conclusion_wording_waiver" {
        /// Its key.
        id: Uuid,
        /// The campaign.
        campaign_id: CampaignId,
        /// The shortcoming.
        shortcoming_id: ShortcomingId,
        /// The field.
        place: String,
        /// What was asked about.
        kind: WordingKind,
        /// The sentence as it stood.
        sentence: Prose,
        /// Why it stays.
        reason: Prose,
        /// Who waived it.
        waived_by: PersonId,
        /// When.
        waived_at: Timestamp,
        /// Whether the waiver was taken back.
        is_taken_back: bool,
    }
}

impl WordingWaiverRow {
    /// The question as the rule sees it.
    pub fn question(&self) -> WordingQuestion<'_> {
        WordingQuestion { place: &self.place, kind: self.kind, sentence: self.sentence.as_str() }
    }
}
