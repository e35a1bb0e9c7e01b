//! The table `conclusion_petition`: a petition against a conclusion.

use base::entity;
use domain::common::Prose;
use domain::common::id::{CampaignId, ConclusionId, PersonId, PetitionId, ReviewId};
use domain::conclusion::PetitionState;
use jiff::Timestamp;

entity! {
    /// A petition against a conclusion.
    pub struct PetitionRow = "conclusion_petition" {
        /// Its key.
        id: PetitionId,
        /// The campaign.
        campaign_id: CampaignId,
        /// The review.
        review_id: ReviewId,
        /// The conclusion.
        conclusion_id: ConclusionId,
        /// Who petitions.
        person_id: PersonId,
        /// The petition.
        text: Prose,
        /// When.
        filed_at: Timestamp,
        /// Where it stands.
        state: PetitionState,
        /// What was answered, with its grounds.
        answer: Option<Prose>,
        /// By whom.
        answered_by: Option<PersonId>,
        /// When.
        answered_at: Option<Timestamp>,
    }
}
