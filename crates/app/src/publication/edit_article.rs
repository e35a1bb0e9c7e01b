//! Changing the title, the section, the signature or the keywords of an article that is being written.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, form};
use domain::common::Line;
use domain::common::id::ArticleId;
use domain::publication as rules;
use domain::publication::Section;

use super::hands;
use super::make_article::address;
use super::store::ArticleRow;

form! {
    /// What is to be changed.
    pub struct EditArticle = "publication.edit_article" {
        /// The article.
        article: one hidden ArticleId,
        /// The version that the form shows.
        version: one hidden i64,
        /// Its title.
        title: one line Line,
        /// The section of the site.
        section: one pick Section,
        /// Who signs it.
        byline: one line Line,
        /// Its keywords.
        keywords: maybe line Line,
    }
}

impl Act for EditArticle {
    type Outcome = ArticleId;

    async fn run(&self, unit: &mut Unit) -> Result<ArticleId, Failure> {
        let article = hands::article(unit, self.article).await?;
        rules::write(article.state)?;
        let slug = match article.title == self.title {
            true => article.slug.clone(),
            false => address(unit, &self.title).await?,
        };
        // The version of the form is the one that is written over: whoever was faster is not lost.
        let row = ArticleRow {
            slug,
            section: self.section,
            title: self.title.clone(),
            byline: self.byline.clone(),
            keywords: self.keywords.clone(),
            version: self.version,
            ..article
        };
        Ok(unit.commit("publication.article_edited", row, vec![]).await?.id)
    }

    fn landing(&self, here: &Here, edited: &ArticleId) -> String {
        format!("/publication/{}/article/{edited}", here.key)
    }
}
