//! The table `publication_view_count`: how often an article was opened.

use base::entity;
use domain::common::id::ArticleId;

entity! {
    /// How often an article was opened.
    pub struct ViewCountRow = "publication_view_count" {
        /// The article.
        id: ArticleId,
        /// How often.
        views: i64,
    }
}
