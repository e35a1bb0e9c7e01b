//! The secretariat asks for words to be erased, and says which law or paper wants it. Nothing goes before another has decided.

use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use base::{Failure, form};
use domain::common::id::{LetterId, ParagraphId, ReviewId};
use domain::common::{Reason, Role};
use domain::opinion::{ErasureGround, ErasureState, erasure as rules};

use super::store::{self, ErasureRow, LetterRow};
use crate::campaign::same_review;
use crate::organisation::store as organisation;

form! {
    /// Words that a law wants gone.
    pub struct AskErasure = "opinion.ask_erasure" {
        /// The letter.
        letter: one hidden LetterId,
        /// The paragraphs.
        paragraphs: many checks ParagraphId,
        /// Why they must go.
        ground: one choice ErasureGround,
        /// The paper that says so: kind, number, day, clause.
        basis: one prose Reason,
    }
}

impl Act for AskErasure {
    type Outcome = LetterId;
    const LIMIT_MS: u64 = 2_000;

    async fn run(&self, unit: &mut Unit) -> Result<LetterId, Failure> {
        let review = unit.review()?;
        let letter: LetterRow = unit.need(self.letter).await?;
        same_review(letter.review_id, review)?;
        let paragraphs = store::paragraphs_of(unit, letter.id).await?;
        if !self.paragraphs.iter().all(|id| paragraphs.iter().any(|paragraph| paragraph.id == *id)) {
            return Err(Failure::Missing);
        }
        let standing = store::standing_erasures(unit, letter.id).await?;
        let chosen = standing.iter().filter(|row| self.paragraphs.contains(&row.paragraph_id));
        let states: Vec<ErasureState> = chosen.map(|row| row.state).collect();
        rules::ask(self.paragraphs.len(), &states)?;
        let mut rows = Vec::new();
        for paragraph in &self.paragraphs {
            rows.push(ErasureRow {
                id: unit.name(),
                campaign_id: letter.campaign_id,
                review_id: review,
                paragraph_id: *paragraph,
                ground: self.ground,
                basis: self.basis.clone(),
                asked_by: unit.person()?,
                asked_at: unit.at(),
                state: ErasureState::Asked,
                decided_by: None,
                decided_at: None,
                answer: None,
                version: 0,
            });
        }
        let told = told(unit, review, letter.number).await?;
        unit.commit("opinion.erasure_asked", rows, told).await?;
        Ok(letter.id)
    }

    fn landing(&self, here: &Here, _: &LetterId) -> String {
        format!("/opinion/{}/erasures", here.key)
    }
}

/// Those who decide.
async fn told(unit: &mut Unit, review: ReviewId, letter: i64) -> Result<Vec<Notice>, Failure> {
    let today = unit.today();
    let people = organisation::nearest_holders_for(unit, review, Role::Inspector, today).await?;
    let link = format!("/opinion/{review}/erasures");
    let notice =
        |person| Notice::new(person, "notice-opinion-erasure-asked", link.clone()).arg("letter", letter);
    Ok(people.into_iter().map(notice).collect())
}
