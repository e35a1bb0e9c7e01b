//! Submitting an article: whoever may approve it is asked to.

use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use base::{Failure, form};
use domain::common::id::ArticleId;
use domain::publication as rules;

use super::hands;
use super::store::{self, ArticleRow};

form! {
    /// An article to be submitted.
    pub struct SubmitArticle = "publication.submit_article" {
        /// The article.
        article: one hidden ArticleId,
    }
}

impl Act for SubmitArticle {
    type Outcome = ArticleId;
    const LIMIT_MS: u64 = 1_000;

    async fn run(&self, unit: &mut Unit) -> Result<ArticleId, Failure> {
        let article = hands::article(unit, self.article).await?;
        let facts = store::facts_of(unit, article.id).await?;
        let sources = hands::sources(&facts);
        let moved = rules::submit(&rules::DecideArticle { state: article.state, sources: &sources })?;
        let person = unit.person()?;
        let row = ArticleRow {
            state: moved.state,
            submitted_by: Some(person),
            submitted_at: Some(unit.at()),
            ..article
        };
        let writers = store::writers_of(unit, &row).await?;
        let approvers = hands::approvers(unit, &row, &writers).await?;
        let mut tasks = Vec::new();
        for owner in &approvers {
            let task = hands::task(unit, &row, *owner).await?;
            tasks.push(task.row(unit));
        }
        let standings = hands::standings(unit, &row, &facts, false).await?;
        let notice =
            |to| Notice::new(to, "notice-publication-submitted", hands::link(&row)).arg("title", &row.title);
        let notices = approvers.into_iter().map(notice).collect();
        let (row, ..) =
            unit.commit("publication.article_submitted", (row, tasks, standings), notices).await?;
        Ok(row.id)
    }

    fn landing(&self, here: &Here, submitted: &ArticleId) -> String {
        format!("/publication/{}/article/{submitted}", here.key)
    }
}
