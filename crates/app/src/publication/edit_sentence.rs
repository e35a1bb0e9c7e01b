//! Rewriting a sentence, giving it another source, or moving it.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, form};
use domain::common::Prose;
use domain::common::id::ArticleId;
use domain::publication as rules;
use domain::publication::SourceRef;
use uuid::Uuid;

use super::add_sentence::placed;
use super::hands;
use super::store::{self, SentenceRow};

form! {
    /// A sentence to be changed.
    pub struct EditSentence = "publication.edit_sentence" {
        /// The article.
        article: one hidden ArticleId,
        /// The sentence.
        sentence: one hidden Uuid,
        /// The version that the form shows.
        version: one hidden i64,
        /// Its words.
        text: one prose Prose,
        /// What it rests on.
        source: maybe pick SourceRef,
        /// Whether a paragraph begins with it.
        begins: flag check bool,
        /// The sentence before which it is moved; it stays otherwise.
        before: maybe pick Uuid,
    }
}

impl Act for EditSentence {
    type Outcome = ArticleId;

    async fn run(&self, unit: &mut Unit) -> Result<ArticleId, Failure> {
        let article = hands::article(unit, self.article).await?;
        rules::write(article.state)?;
        let all = store::sentences_of(unit, article.id).await?;
        let at = all.iter().position(|row| row.id == self.sentence).ok_or(Failure::Missing)?;
        let known = match self.source {
            Some(source) => store::source_fact(unit, article.campaign_id, source).await?,
            None => None,
        };
        rules::carried(at + 1, known)?;
        let source = self.source.ok_or(Failure::Missing)?;
        let mut others = all;
        let row = others.remove(at);
        let (place, moved) = match self.before.filter(|_| !row.is_lead()) {
            Some(before) => placed(others, Some(before))?,
            None => (row.place, Vec::new()),
        };
        let row = SentenceRow {
            place,
            begins: self.begins || row.is_lead(),
            text: self.text.clone(),
            source: source.kind,
            source_id: source.id,
            source_figure: source.figure,
            written_by: unit.person()?,
            version: self.version,
            ..row
        };
        unit.commit("publication.sentence_edited", (row, moved), vec![]).await?;
        Ok(article.id)
    }

    fn landing(&self, here: &Here, article: &ArticleId) -> String {
        format!("/publication/{}/article/{article}#s{}", here.key, self.sentence)
    }
}
