//! The table `verification_evidence`: a piece of evidence, with its own date.

use base::entity;
use domain::common::id::{AnswerId, CampaignId, CaseId, EvidenceId, FileId, PersonId};
use domain::common::{Line, Prose};
use jiff::Timestamp;
use jiff::civil::Date;

entity! {
    /// A piece of evidence, with its own date.
    pub struct EvidenceRow = "verification_evidence" {
        /// Its key.
        id: EvidenceId,
        /// The campaign.
        campaign_id: CampaignId,
        /// The case.
        case_id: CaseId,
        /// Its number in the case, from 1.
        number: i64,
        /// What it is.
        title: Line,
        /// Where it comes from.
        source: Line,
        /// Its own date.
        dated: Date,
        /// The digest of its bytes or text.
        sha256: String,
        /// The file.
        file_id: Option<FileId>,
        /// The text, when it was typed.
        text: Option<Prose>,
        /// The answer that brought it.
        from_answer: Option<AnswerId>,
        /// Who added it.
        added_by: PersonId,
        /// When.
        added_at: Timestamp,
    }
}
