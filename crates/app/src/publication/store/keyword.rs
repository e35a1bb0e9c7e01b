//! The table `publication_keyword`: a keyword of an article.

use base::entity;
use domain::common::Line;
use domain::common::id::{ArticleId, CampaignId};
use uuid::Uuid;

entity! {
    /// A keyword of an article.
    pub struct KeywordRow = "publication_keyword" {
        /// Its key.
        id: Uuid,
        /// The campaign.
        campaign_id: CampaignId,
        /// The article.
        article_id: ArticleId,
        /// Its order.
        place: i64,
        /// The word.
        word: Line,
        /// Its address.
        slug: String,
    }
}
