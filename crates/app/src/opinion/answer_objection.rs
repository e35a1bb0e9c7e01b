//! The secretariat answers a contributor who said that an opinion was misunderstood.

use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use base::{Failure, form};
use domain::common::{Reason, Stage};
use domain::opinion::object::{self as rules, Way};
use uuid::Uuid;

use super::store::{self, ObjectionRow, OpinionRow, detail, trace_row};
use crate::campaign::same_review;

form! {
    /// The answer to an objection.
    pub struct AnswerObjection = "opinion.answer_objection" {
        /// The objection.
        objection: one hidden Uuid,
        /// The answer.
        answer: one prose Reason,
    }
}

impl Act for AnswerObjection {
    type Outcome = Uuid;

    async fn run(&self, unit: &mut Unit) -> Result<Uuid, Failure> {
        let review = unit.review()?;
        let objection: ObjectionRow = unit.need(self.objection).await?;
        let opinion: OpinionRow = unit.need(objection.opinion_id).await?;
        same_review(opinion.review_id, review)?;
        let intake = store::intake_of(unit, review).await?;
        rules::answer(objection.answer.is_some(), Way::Reopens, intake)?;
        let said = detail(self.answer.as_str());
        let trace = trace_row(unit, &opinion, Stage::Opinion, "trace-opinion-objection-answered", said);
        let letter = store::letter_of(unit, opinion.id).await?;
        let told = letter
            .and_then(|letter| letter.contributor_id)
            .map(|person| Notice::new(person, "notice-opinion-answered", format!("/opinion/{review}/write")));
        let objection = ObjectionRow { answer: Some(self.answer.clone()), ..objection };
        let rows = (objection, trace);
        Ok(unit.commit("opinion.objection_answered", rows, told.into_iter().collect()).await?.0.id)
    }

    fn landing(&self, here: &Here, _: &Uuid) -> String {
        format!("/opinion/{}#objections", here.key)
    }
}
