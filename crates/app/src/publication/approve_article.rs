//! Approving an article: it is out, and from then on it never changes.

use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use base::{Failure, dice, form};
use domain::common::Line;
use domain::common::id::ArticleId;
use domain::publication as rules;

use super::hands;
use super::store::{self, ArticleRow, KeywordRow};
use crate::plan::store::finish_about;

form! {
    /// An article to be approved.
    pub struct ApproveArticle = "publication.approve_article" {
        /// The article.
        article: one hidden ArticleId,
        /// The version that was read.
        version: one hidden i64,
    }
}

impl Act for ApproveArticle {
    type Outcome = ArticleId;
    const LIMIT_MS: u64 = 1_000;

    async fn run(&self, unit: &mut Unit) -> Result<ArticleId, Failure> {
        let article = hands::article(unit, self.article).await?;
        let facts = store::facts_of(unit, article.id).await?;
        let writers = store::writers_of(unit, &article).await?;
        let person = unit.person()?;
        let sources = hands::sources(&facts);
        let command = rules::DecideArticle { state: article.state, sources: &sources };
        let moved = rules::approve(&command, writers.contains(&person))?;
        let tasks = finish_about(unit, &hands::about(article.id), None).await?;
        let standings = hands::standings(unit, &article, &facts, true).await?;
        let keywords = keywords(unit, &article);
        let row = ArticleRow {
            state: moved.state,
            approved_by: Some(person),
            published_at: Some(unit.at()),
            // What the approver read is what goes out.
            version: self.version,
            ..article
        };
        let notice =
            Notice::new(row.written_by, "notice-publication-approved", format!("/news/{}", row.slug));
        let notices = vec![notice.arg("title", &row.title)];
        let rows = (keywords, row, tasks, standings);
        let (_, row, ..) = unit.commit("publication.article_published", rows, notices).await?;
        Ok(row.id)
    }

    fn landing(&self, here: &Here, approved: &ArticleId) -> String {
        format!("/publication/{}/article/{approved}", here.key)
    }
}

/// The pages of an article's keywords.
fn keywords(unit: &Unit, article: &ArticleRow) -> Vec<KeywordRow> {
    let line = article.keywords.as_ref().map_or("", Line::as_str);
    let row = |(place, (word, slug)): (i64, (String, String))| {
        Some(KeywordRow {
            id: dice::named(unit.at()),
            campaign_id: article.campaign_id,
            article_id: article.id,
            place,
            word: Line::parse(&word).ok()?,
            slug,
            version: 0,
        })
    };
    (0..).zip(rules::keywords(line)).filter_map(row).collect()
}
