//! Sending an article back to its writers, with the reason.

use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use base::{Failure, form};
use domain::common::Reason;
use domain::common::id::ArticleId;
use domain::publication as rules;

use super::hands;
use super::store::ArticleRow;
use crate::plan::store::finish_about;

form! {
    /// An article to be sent back.
    pub struct SendBack = "publication.send_back" {
        /// The article.
        article: one hidden ArticleId,
        /// Why.
        reason: one prose Reason,
    }
}

impl Act for SendBack {
    type Outcome = ArticleId;

    async fn run(&self, unit: &mut Unit) -> Result<ArticleId, Failure> {
        let article = hands::article(unit, self.article).await?;
        let moved = rules::send_back(article.state)?;
        let tasks = finish_about(unit, &hands::about(article.id), None).await?;
        let row = ArticleRow {
            state: moved.state,
            sent_back_reason: Some(self.reason.clone()),
            submitted_by: None,
            submitted_at: None,
            ..article
        };
        let notice = Notice::new(row.written_by, "notice-publication-sent-back", hands::link(&row));
        let notices = vec![notice.arg("title", &row.title)];
        let (row, _) = unit.commit("publication.article_sent_back", (row, tasks), notices).await?;
        Ok(row.id)
    }

    fn landing(&self, here: &Here, article: &ArticleId) -> String {
        format!("/publication/{}/article/{article}", here.key)
    }
}
