//! The table `publication_correction`: what is said beside a published article that was wrong.

use base::entity;
use domain::common::Prose;
use domain::common::id::{ArticleId, CampaignId, PersonId};
use domain::publication::CorrectionState;
use jiff::Timestamp;
use uuid::Uuid;

entity! {
    /// What is said beside a published article that was wrong.
    pub struct CorrectionRow = "publication_correction" {
        /// Its key.
        id: Uuid,
        /// The campaign.
        campaign_id: CampaignId,
        /// The article.
        article_id: ArticleId,
        /// What was wrong, and what is right.
        text: Prose,
        /// Where it stands.
        state: CorrectionState,
        /// Who wrote it.
        written_by: PersonId,
        /// When.
        written_at: Timestamp,
        /// Who approved it.
        approved_by: Option<PersonId>,
        /// When it was published.
        published_at: Option<Timestamp>,
    }
}
