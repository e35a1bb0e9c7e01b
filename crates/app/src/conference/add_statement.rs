//! Writing down what somebody says in an item, and correcting it beside what was written.

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use domain::common::Prose;
use domain::common::id::{ItemId, PersonId, PointId, StatementId};
use domain::conference::StatementKind;
use domain::conference::speak as rules;

use super::acting::{self, Step};
use super::store::{self, Session, StatementRow};
use crate::synthesis::store::point_in;

form! {
    /// A turn in the minutes.
    pub struct AddStatement = "conference.add_statement" {
        /// The item.
        item: one hidden ItemId,
        /// Who speaks.
        speaker: one pick PersonId,
        /// What kind of turn it is.
        kind: one pick StatementKind,
        /// The point it is about, when it is about one.
        point: maybe pick PointId,
        /// What is said.
        text: one prose Prose,
    }
}

impl Act for AddStatement {
    type Outcome = Step;

    async fn run(&self, unit: &mut Unit) -> Result<Step, Failure> {
        let (session, item) = acting::session_of_item(unit, self.item).await?;
        rules::speak(&rules::Speak {
            conference: session.conference.state,
            item: item.state,
            speaker: self.speaker,
            is_present: session.is_present(self.speaker),
            kind: self.kind,
            chair: session.chair_of(&item),
        })?;
        if let Some(point) = self.point {
            point_in(unit, item.review_id.ok_or(Failure::Missing)?, point).await?;
        }
        let row = StatementRow {
            id: unit.name(),
            campaign_id: item.campaign_id,
            conference_id: item.conference_id,
            item_id: item.id,
            place: next_place(unit, &session, item.id).await?,
            speaker_id: self.speaker,
            kind: self.kind,
            point_id: self.point,
            text: self.text.clone(),
            corrects: None,
            said_at: unit.at(),
            version: 0,
        };
        let row = unit.commit("conference.statement_added", row, vec![]).await?;
        Ok(Step { conference: row.conference_id, id: row.id.uuid() })
    }

    fn landing(&self, here: &Here, added: &Step) -> String {
        added.address(here)
    }
}

form! {
    /// A turn that corrects another; both stay in the minutes.
    pub struct CorrectStatement = "conference.correct_statement" {
        /// The statement that was written down wrongly.
        statement: one hidden StatementId,
        /// What was said.
        text: one prose Prose,
    }
}

impl Act for CorrectStatement {
    type Outcome = Step;

    async fn run(&self, unit: &mut Unit) -> Result<Step, Failure> {
        let wrong: StatementRow = unit.need(self.statement).await?;
        let session = acting::session(unit, wrong.conference_id).await?;
        let turns = store::turns_of(unit, wrong.conference_id).await?;
        let is_corrected = turns.iter().any(|turn| turn.corrects == Some(wrong.id));
        rules::correct(session.conference.state, is_corrected)?;
        let row = StatementRow {
            id: unit.name(),
            place: next_place(unit, &session, wrong.item_id).await?,
            text: self.text.clone(),
            corrects: Some(wrong.id),
            said_at: unit.at(),
            version: 0,
            ..wrong
        };
        let row = unit.commit("conference.statement_corrected", row, vec![]).await?;
        Ok(Step { conference: row.conference_id, id: row.id.uuid() })
    }

    fn landing(&self, here: &Here, corrected: &Step) -> String {
        corrected.address(here)
    }
}

/// The place of the next turn of an item.
async fn next_place(unit: &mut Unit, session: &Session, item: ItemId) -> Result<i64, Failure> {
    let turns = store::turns_of(unit, session.conference.id).await?;
    let places = turns.iter().filter(|turn| turn.item_id == item).map(|turn| turn.place);
    Ok(places.max().unwrap_or(0) + 1)
}
