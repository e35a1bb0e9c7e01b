//! Approving a correction: from then on readers see it with the article.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, form};
use domain::common::id::ArticleId;
use domain::publication as rules;
use uuid::Uuid;

use super::hands;
use super::store::CorrectionRow;

form! {
    /// A correction to be approved.
    pub struct ApproveCorrection = "publication.approve_correction" {
        /// The article.
        article: one hidden ArticleId,
        /// The correction.
        correction: one hidden Uuid,
    }
}

impl Act for ApproveCorrection {
    type Outcome = ArticleId;

    async fn run(&self, unit: &mut Unit) -> Result<ArticleId, Failure> {
        let article = hands::article(unit, self.article).await?;
        let row: CorrectionRow = unit.need(self.correction).await?;
        super::same_article(row.article_id, article.id)?;
        let person = unit.person()?;
        let state = rules::approve_correction(article.state, row.state, row.written_by == person)?;
        let row = CorrectionRow { state, approved_by: Some(person), published_at: Some(unit.at()), ..row };
        unit.commit("publication.correction_published", row, vec![]).await?;
        Ok(article.id)
    }

    fn landing(&self, here: &Here, article: &ArticleId) -> String {
        format!("/publication/{}/article/{article}#corrections", here.key)
    }
}
