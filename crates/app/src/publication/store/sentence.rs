//! The table `publication_sentence`: a sentence of an article, and what it rests on.

use base::entity;
use domain::common::Prose;
use domain::common::id::{ArticleId, CampaignId};
use uuid::Uuid;

entity! {
    /// A sentence of an article, and what it rests on.
    pub struct SentenceRow = "publication_sentence" {
        /// Its key.
        id: Uuid,
        /// The campaign.
        campaign_id: CampaignId,
        /// The article.
        article_id: ArticleId,
        /// The paragraph.
        paragraph: i64,
        /// Its place in the paragraph.
        place: i64,
        /// Its words.
        text: Prose,
        /// What kind of thing it rests on.
        source: String,
        /// The key of that thing.
        source_id: String,
    }
}
