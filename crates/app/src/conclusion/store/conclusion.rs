//! The table `conclusion_conclusion`: what the conference and the deciding level hold on a subject.

use base::entity;
use domain::common::id::{CampaignId, ConclusionId, PersonId, ReviewId, SubjectId};
use domain::conclusion::ConclusionState;
use jiff::Timestamp;

entity! {
    /// What the conference and the deciding level hold on a subject.
    pub struct ConclusionRow = "conclusion_conclusion" {
        /// Its key.
        id: ConclusionId,
        /// The campaign.
        campaign_id: CampaignId,
        /// The review.
        review_id: ReviewId,
        /// The subject.
        subject_id: SubjectId,
        /// Which one of its subject: another is drafted only after a petition was granted.
        number: i64,
        /// Where it stands.
        state: ConclusionState,
        /// Who began it.
        drafted_by: PersonId,
        /// When.
        drafted_at: Timestamp,
        /// Who decided.
        decided_by: Option<PersonId>,
        /// When.
        decided_at: Option<Timestamp>,
    }
}
