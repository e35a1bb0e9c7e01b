//! The table `report_suggestion`: an issue that the superior suggests for review.

use base::entity;
use domain::common::id::{CampaignId, PersonId, ReviewId, SubjectId, SuggestionId};
use domain::common::{Prose, Reason};
use domain::report::SuggestionState;
use jiff::Timestamp;

entity! {
    /// An issue that the superior suggests for review.
    pub struct SuggestionRow = "report_suggestion" {
        /// Its key.
        id: SuggestionId,
        /// The campaign.
        campaign_id: CampaignId,
        /// The review.
        review_id: ReviewId,
        /// Whom it is put to.
        subject_id: SubjectId,
        /// Its number in the review.
        number: i64,
        /// The issue.
        text: Prose,
        /// What it rests on.
        basis: Prose,
        /// Who issued it.
        issued_by: PersonId,
        /// When.
        issued_at: Timestamp,
        /// Whether it was answered.
        state: SuggestionState,
        /// Why it was withdrawn, when it was.
        withdrawn_reason: Option<Reason>,
    }
}
