//! Saying by name that paragraphs of a letter hold no opinion, and why.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, form};
use domain::common::Reason;
use domain::common::id::{LetterId, ParagraphId};
use domain::opinion::{cover, intake};

use super::store::{self, LetterRow, ParagraphRow};
use crate::campaign::same_review;

form! {
    /// Paragraphs that hold no opinion.
    pub struct MarkNoOpinion = "opinion.mark_no_opinion" {
        /// The letter.
        letter: one hidden LetterId,
        /// The paragraphs.
        paragraphs: many checks ParagraphId,
        /// Why.
        reason: one line Reason,
    }
}

impl Act for MarkNoOpinion {
    type Outcome = LetterId;
    const LIMIT_MS: u64 = 5_000;

    async fn run(&self, unit: &mut Unit) -> Result<LetterId, Failure> {
        let review = unit.review()?;
        let letter: LetterRow = unit.need(self.letter).await?;
        same_review(letter.review_id, review)?;
        intake::still_open(letter.round, store::intake_of(unit, review).await?)?;
        let opinions = store::opinions_of_letter(unit, letter.id).await?;
        let holds = |id: &ParagraphId| opinions.iter().any(|opinion| opinion.paragraph_id == Some(*id));
        let n_holding = self.paragraphs.iter().filter(|id| holds(id)).count();
        cover::mark_no_opinion(self.paragraphs.len(), n_holding)?;
        let person = unit.person()?;
        let mut marked = Vec::new();
        for id in &self.paragraphs {
            let paragraph: ParagraphRow = unit.need(*id).await?;
            same_letter(paragraph.letter_id, letter.id)?;
            let (by, why) = (Some(person), Some(self.reason.clone()));
            marked.push(ParagraphRow { no_opinion_by: by, no_opinion_why: why, ..paragraph });
        }
        unit.commit("opinion.paragraphs_marked", marked, vec![]).await?;
        Ok(letter.id)
    }

    fn landing(&self, here: &Here, letter: &LetterId) -> String {
        format!("/opinion/{}/letter/{letter}", here.key)
    }
}

fn same_letter(found: LetterId, here: LetterId) -> Result<(), Failure> {
    if found == here { Ok(()) } else { Err(Failure::Missing) }
}
