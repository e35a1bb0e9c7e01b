//! The table `campaign_dossier`: one person in one campaign, wherever they sit.

use base::entity;
use domain::common::id::{CampaignId, DossierId, PersonId, ReviewId};

entity! {
    /// One person in one campaign, wherever they sit.
    pub struct DossierRow = "campaign_dossier" {
        /// Its key.
        id: DossierId,
        /// The campaign.
        campaign_id: CampaignId,
        /// The person.
        person_id: PersonId,
        /// The review whose body decides.
        deciding_review_id: ReviewId,
    }
}
