//! Adding a sentence to an article, with what it rests on.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, dice, form};
use domain::common::Prose;
use domain::common::id::ArticleId;
use domain::publication as rules;
use domain::publication::SourceRef;
use uuid::Uuid;

use super::hands;
use super::store::{self, SentenceRow};

form! {
    /// A sentence to be added.
    pub struct AddSentence = "publication.add_sentence" {
        /// The article.
        article: one hidden ArticleId,
        /// Its words.
        text: one prose Prose,
        /// What it rests on.
        source: maybe pick SourceRef,
        /// Whether a paragraph begins with it.
        begins: flag check bool,
        /// The sentence before which it stands; the end otherwise.
        before: maybe pick Uuid,
    }
}

impl Act for AddSentence {
    type Outcome = Uuid;

    async fn run(&self, unit: &mut Unit) -> Result<Uuid, Failure> {
        let article = hands::article(unit, self.article).await?;
        rules::write(article.state)?;
        let others = store::sentences_of(unit, article.id).await?;
        let known = match self.source {
            Some(source) => store::source_fact(unit, article.campaign_id, source).await?,
            None => None,
        };
        rules::carried(others.len() + 1, known)?;
        let source = self.source.ok_or(Failure::Missing)?;
        let (place, moved) = placed(others, self.before)?;
        let row = SentenceRow {
            id: dice::named(unit.at()),
            campaign_id: article.campaign_id,
            article_id: article.id,
            place,
            begins: self.begins,
            text: self.text.clone(),
            source: source.kind,
            source_id: source.id,
            source_figure: source.figure,
            is_struck: false,
            written_by: unit.person()?,
            version: 0,
        };
        let (row, _) = unit.commit("publication.sentence_added", (row, moved), vec![]).await?;
        Ok(row.id)
    }

    fn landing(&self, here: &Here, added: &Uuid) -> String {
        format!("/publication/{}/article/{}#s{added}", here.key, self.article)
    }
}

/// The place before a sentence, or at the end; and the others that had to move for it.
///
/// # Errors
/// [`Failure::Missing`] when that sentence is not in the article.
pub fn placed(sentences: Vec<SentenceRow>, before: Option<Uuid>) -> Result<(i64, Vec<SentenceRow>), Failure> {
    let others: Vec<SentenceRow> = sentences.into_iter().filter(|row| !row.is_lead()).collect();
    let at = match before {
        Some(before) => others.iter().position(|row| row.id == before).ok_or(Failure::Missing)?,
        None => others.len(),
    };
    let places: Vec<i64> = others.iter().map(|row| row.place).collect();
    let found = rules::place(&places, at);
    let moved = others.into_iter().zip(found.moved).map(|(row, place)| SentenceRow { place, ..row });
    Ok((found.place, moved.collect()))
}
