//! Who says after both rounds that they were misunderstood is answered in an annex to the sealed minutes: the minutes stay as
//! they are, and so does where the opinion lies.

use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use base::{Failure, form};
use domain::common::id::{ConferenceId, ReviewId};
use domain::common::{Prose, Reason, Stage};
use domain::conference::standing::sealed;
use domain::opinion::object::{self as rules, Way};
use uuid::Uuid;

use super::acting::{self, Step, number};
use super::store::{self, AnnexRow};
use crate::campaign::same_review;
use crate::opinion::store::{self as opinion, ObjectionRow, OpinionRow, TraceRow, detail, trace_row};

form! {
    /// The answer to an objection, as an annex.
    pub struct AnswerInAnnex = "conference.answer_in_annex" {
        /// The conference.
        conference: one hidden ConferenceId,
        /// The objection.
        objection: one pick Uuid,
        /// The answer.
        answer: one prose Reason,
    }
}

impl Act for AnswerInAnnex {
    type Outcome = Step;

    async fn run(&self, unit: &mut Unit) -> Result<Step, Failure> {
        let review = unit.review()?;
        let session = acting::session(unit, self.conference).await?;
        sealed(session.conference.state)?;
        let (objection, trace, told) = self.answered(unit, review).await?;
        let before = store::annexes_of(unit, self.conference).await?;
        let number = number(before.len()) + 1;
        let annex = AnnexRow {
            id: unit.name(),
            campaign_id: session.conference.campaign_id,
            conference_id: self.conference,
            number,
            // What was meant is not repeated here: more people read minutes than were promised.
            text: Prose::parse(self.answer.as_str()).map_err(|error| Failure::Fault(error.to_string()))?,
            added_by: unit.person()?,
            added_at: unit.at(),
            version: 0,
        };
        let mut notices = acting::tell_all(unit, &session, "notice-conference-annex");
        notices.extend(told);
        let rows = (annex, objection, trace);
        let annex = unit.commit("conference.objection_answered", rows, notices).await?.0;
        Ok(Step { conference: annex.conference_id, id: annex.id.uuid() })
    }

    fn landing(&self, here: &Here, added: &Step) -> String {
        format!("{}/minutes#{}", acting::address(here, added.conference), added.id)
    }
}

impl AnswerInAnnex {
    /// What is written into the tables of the opinion.
    async fn answered(
        &self,
        unit: &mut Unit,
        review: ReviewId,
    ) -> Result<(ObjectionRow, TraceRow, Option<Notice>), Failure> {
        let objection: ObjectionRow = unit.need(self.objection).await?;
        let about: OpinionRow = unit.need(objection.opinion_id).await?;
        same_review(about.review_id, review)?;
        let intake = opinion::intake_of(unit, review).await?;
        rules::answer(objection.answer.is_some(), Way::Annex, intake)?;
        let said = detail(self.answer.as_str());
        let trace = trace_row(unit, &about, Stage::Conference, "trace-conference-answered-in-annex", said);
        let letter = opinion::letter_of(unit, about.id).await?;
        let contributor = letter.and_then(|letter| letter.contributor_id);
        let link = format!("/opinion/{review}/write");
        let told = contributor.map(|person| Notice::new(person, "notice-opinion-answered", link));
        Ok((ObjectionRow { answer: Some(self.answer.clone()), ..objection }, trace, told))
    }
}
