//! Striking a sentence out of an article that is being written.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, form};
use domain::common::id::ArticleId;
use domain::publication as rules;
use uuid::Uuid;

use super::hands;
use super::store::{self, SentenceRow};

form! {
    /// A sentence to be struck out.
    pub struct StrikeSentence = "publication.strike_sentence" {
        /// The article.
        article: one hidden ArticleId,
        /// The sentence.
        sentence: one hidden Uuid,
    }
}

impl Act for StrikeSentence {
    type Outcome = ArticleId;

    async fn run(&self, unit: &mut Unit) -> Result<ArticleId, Failure> {
        let article = hands::article(unit, self.article).await?;
        let all = store::sentences_of(unit, article.id).await?;
        let row = all.into_iter().find(|row| row.id == self.sentence).ok_or(Failure::Missing)?;
        rules::strike(article.state, row.is_lead())?;
        let row = SentenceRow { is_struck: true, ..row };
        unit.commit("publication.sentence_struck", row, vec![]).await?;
        Ok(article.id)
    }

    fn landing(&self, here: &Here, article: &ArticleId) -> String {
        format!("/publication/{}/article/{article}", here.key)
    }
}
