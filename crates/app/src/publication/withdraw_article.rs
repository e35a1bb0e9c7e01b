//! Taking an article off the site, with the reason that readers see in its place.

use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use base::{Failure, form};
use domain::common::Reason;
use domain::common::id::ArticleId;
use domain::publication as rules;

use super::hands;
use super::store::{self, ArticleRow};

form! {
    /// An article to be taken off the site.
    pub struct WithdrawArticle = "publication.withdraw_article" {
        /// The article.
        article: one hidden ArticleId,
        /// Why, as readers will see it.
        reason: one prose Reason,
    }
}

impl Act for WithdrawArticle {
    type Outcome = ArticleId;

    async fn run(&self, unit: &mut Unit) -> Result<ArticleId, Failure> {
        let article = hands::article(unit, self.article).await?;
        let moved = rules::withdraw(article.state)?;
        let facts = store::facts_of(unit, article.id).await?;
        let standings = hands::standings(unit, &article, &facts, false).await?;
        let row = ArticleRow {
            state: moved.state,
            withdrawn_by: Some(unit.person()?),
            withdrawn_at: Some(unit.at()),
            withdrawn_reason: Some(self.reason.clone()),
            ..article
        };
        let notice = Notice::new(row.written_by, "notice-publication-withdrawn", hands::link(&row));
        let notices = vec![notice.arg("title", &row.title)];
        let (row, _) = unit.commit("publication.article_withdrawn", (row, standings), notices).await?;
        Ok(row.id)
    }

    fn landing(&self, here: &Here, article: &ArticleId) -> String {
        format!("/publication/{}/article/{article}", here.key)
    }
}
