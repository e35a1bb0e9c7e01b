//! The table `directive_briefing`: a briefing on a paper.

use base::entity;
use domain::common::Line;
use domain::common::id::{BriefingId, DocumentId, PersonId, UnitId};
use jiff::civil::Date;

entity! {
    /// A briefing on a paper.
    pub struct BriefingRow = "directive_briefing" {
        /// Its key.
        id: BriefingId,
        /// The paper.
        document_id: DocumentId,
        /// Where it was held.
        unit_id: UnitId,
        /// What it was called.
        title: Line,
        /// The day.
        held: Date,
        /// Who spoke.
        speaker_id: PersonId,
    }
}
