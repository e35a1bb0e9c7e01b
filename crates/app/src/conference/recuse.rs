//! Somebody stands aside in an item: takes no part in its vote, with the reason in the minutes.

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use domain::common::Reason;
use domain::common::id::{ItemId, PersonId};
use domain::conference::arrange as rules;

use super::acting::{self, Step};
use super::store::{self, RecusalRow};

form! {
    /// Somebody who stands aside.
    pub struct Recuse = "conference.recuse" {
        /// The item.
        item: one hidden ItemId,
        /// Who.
        person: one pick PersonId,
        /// Why.
        reason: one line Reason,
    }
}

impl Act for Recuse {
    type Outcome = Step;

    async fn run(&self, unit: &mut Unit) -> Result<Step, Failure> {
        let (session, item) = acting::session_of_item(unit, self.item).await?;
        let recusals = store::recusals_of(unit, session.conference.id).await?;
        let is_recused = recusals.iter().any(|row| row.item_id == item.id && row.person_id == self.person);
        let is_own = acting::under_review(unit, &item).await? == Some(self.person);
        rules::recuse(&rules::Recuse {
            conference: session.conference.state,
            item: item.state,
            is_called: session.attendee(self.person).is_some(),
            is_aside: is_recused || is_own,
        })?;
        let row = RecusalRow {
            id: unit.name(),
            campaign_id: item.campaign_id,
            item_id: item.id,
            person_id: self.person,
            reason: self.reason.clone(),
            version: 0,
        };
        unit.commit("conference.recusal_recorded", row, vec![]).await?;
        Ok(Step { conference: item.conference_id, id: item.id.uuid() })
    }

    fn landing(&self, here: &Here, recused: &Step) -> String {
        recused.address(here)
    }
}
