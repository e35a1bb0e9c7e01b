//! Taking an opinion from a letter: a passage of a paragraph, word for word, about somebody, of a kind.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, form};
use domain::common::id::{OpinionId, ParagraphId, SubjectId};
use domain::common::{Prose, Stage};
use domain::opinion::{OpinionKind, intake, quote};
use serde::{Deserialize, Serialize};

use super::about_what::{check_content, subject_of};
use super::reading;
use super::store::{self, LetterRow, OpinionRow, ParagraphRow, detail, trace_row};
use crate::campaign::same_review;

form! {
    /// A passage to be taken as an opinion.
    pub struct TakeOpinion = "opinion.take" {
        /// The paragraph.
        paragraph: one hidden ParagraphId,
        /// The passage.
        quote: one prose Prose,
        /// Whom it is about; none when the letter does not say.
        subject: maybe pick SubjectId,
        /// The content under review, or outside.
        content: one pick String,
        /// What it says.
        kind: one pick OpinionKind,
    }
}

/// The opinion that was taken, and where in the letter.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Taken {
    /// The opinion.
    pub opinion: OpinionId,
    /// Its letter.
    pub letter: domain::common::id::LetterId,
    /// The paragraph's number.
    pub paragraph: i64,
}

impl Act for TakeOpinion {
    type Outcome = Taken;

    async fn run(&self, unit: &mut Unit) -> Result<Taken, Failure> {
        let (review, campaign) = (unit.review()?, unit.campaign()?);
        let (paragraph, letter) = paragraph_here(unit, self.paragraph).await?;
        intake::still_open(letter.round, store::intake_of(unit, review).await?)?;
        let sought = reading::words("quote", &self.quote)?;
        let found = quote::passage(paragraph.text.as_str(), sought.as_str())?;
        if let Some(subject) = self.subject {
            subject_of(unit, review, subject).await?;
        }
        check_content(unit, campaign, &self.content).await?;
        let opinion = OpinionRow {
            id: unit.name(),
            campaign_id: campaign,
            review_id: review,
            letter_id: Some(letter.id),
            paragraph_id: Some(paragraph.id),
            statement: None,
            number: store::next_opinion_number(unit, review).await?,
            quote: Prose::parse(found).map_err(|_| Failure::field("quote", "base-field-empty"))?,
            subject_id: self.subject,
            content: self.content.clone(),
            kind: self.kind,
            round: letter.round,
            taken_by: unit.person()?,
            taken_at: unit.at(),
            version: 0,
        };
        let number = paragraph.number;
        let at = detail(&number.to_string());
        let trace = trace_row(unit, &opinion, Stage::Opinion, "trace-opinion-taken", at);
        // A paragraph that holds an opinion is not marked as holding none.
        let unmarked = Some(paragraph).filter(|paragraph| paragraph.no_opinion_by.is_some());
        let unmarked = unmarked.map(|row| ParagraphRow { no_opinion_by: None, no_opinion_why: None, ..row });
        let (opinion, _, _) = unit.commit("opinion.taken", (opinion, trace, unmarked), vec![]).await?;
        Ok(Taken { opinion: opinion.id, letter: letter.id, paragraph: number })
    }

    fn landing(&self, here: &Here, taken: &Taken) -> String {
        format!("/opinion/{}/letter/{}?at={n}#p{n}", here.key, taken.letter, n = taken.paragraph)
    }
}

/// A paragraph of a letter of this review, with its letter.
pub(super) async fn paragraph_here(
    unit: &mut Unit,
    id: ParagraphId,
) -> Result<(ParagraphRow, LetterRow), Failure> {
    let review = unit.review()?;
    let paragraph: ParagraphRow = unit.need(id).await?;
    let letter: LetterRow = unit.need(paragraph.letter_id).await?;
    same_review(letter.review_id, review)?;
    Ok((paragraph, letter))
}
