//! Taking up what was said: a passage of sealed minutes becomes an opinion of the second round, word for word.

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use domain::common::id::{OpinionId, StatementId, SubjectId};
use domain::common::{Prose, Stage};
use domain::conference::speak as rules;
use domain::opinion::OpinionKind;

use super::acting;
use super::store::{self, StatementRow};
use crate::campaign::same_review;
use crate::campaign::store::{self as campaign, SubjectRow};
use crate::opinion::store::{StatementOpinion, detail, statement_opinion, trace_row};

/// The code of what lies outside the contents under review.
pub const OUTSIDE: &str = "outside";

form! {
    /// A passage that becomes an opinion of the second round.
    pub struct TakeUp = "conference.take_up" {
        /// The statement.
        statement: one hidden StatementId,
        /// The passage, word for word.
        quote: one prose Prose,
        /// Whom it is about.
        subject: one pick SubjectId,
        /// The content under review, or outside.
        content: one pick String,
        /// What it says.
        kind: one pick OpinionKind,
    }
}

impl Act for TakeUp {
    type Outcome = OpinionId;

    async fn run(&self, unit: &mut Unit) -> Result<OpinionId, Failure> {
        let review = unit.review()?;
        let said: StatementRow = unit.need(self.statement).await?;
        let session = acting::session(unit, said.conference_id).await?;
        let subject: SubjectRow = unit.need(self.subject).await?;
        same_review(subject.review_id, review)?;
        let contents = campaign::contents_of(unit, session.conference.campaign_id).await?;
        let is_content =
            |content: &campaign::ContentRow| content.kind == "content" && content.code == self.content;
        if self.content != OUTSIDE && !contents.iter().any(is_content) {
            return Err(Failure::field("content", "base-field-not-listed"));
        }
        let turns = store::turns_of(unit, said.conference_id).await?;
        let quote = self.quote.as_str();
        rules::take_up(&rules::TakeUp {
            conference: session.conference.state,
            is_corrected: turns.iter().any(|turn| turn.corrects == Some(said.id)),
            is_word_for_word: said.text.as_str().contains(quote),
            is_taken: store::is_passage_taken(unit, &said, quote).await?,
        })?;
        let opinion = statement_opinion(
            unit,
            StatementOpinion {
                review,
                statement: said.id,
                quote: self.quote.clone(),
                subject: Some(subject.id),
                content: self.content.clone(),
                kind: self.kind,
            },
        )
        .await?;
        let title = detail(session.conference.title.as_str());
        let trace = trace_row(unit, &opinion, Stage::Conference, "trace-conference-taken-up", title);
        let (opinion, _) = unit.commit("conference.statement_taken_up", (opinion, trace), vec![]).await?;
        Ok(opinion.id)
    }

    fn landing(&self, here: &Here, _: &OpinionId) -> String {
        format!("/conference/{}/statements#{}", here.key, self.statement)
    }
}
