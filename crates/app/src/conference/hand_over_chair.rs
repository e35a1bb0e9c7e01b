//! Another leads an item, because the chair is under review in it or away.

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use domain::common::id::{ItemId, PersonId};
use domain::conference::arrange as rules;

use super::acting::{self, Step};
use super::store::ItemRow;

form! {
    /// An item that another leads.
    pub struct HandOverChair = "conference.hand_over_chair" {
        /// The item.
        item: one hidden ItemId,
        /// Who leads it.
        person: one pick PersonId,
    }
}

impl Act for HandOverChair {
    type Outcome = Step;

    async fn run(&self, unit: &mut Unit) -> Result<Step, Failure> {
        let (session, item) = acting::session_of_item(unit, self.item).await?;
        rules::hand_over_chair(&rules::HandOver {
            conference: session.conference.state,
            item: item.state,
            to: self.person,
            is_voter: session.attendee(self.person).is_some_and(|row| row.is_voter),
            under_review: acting::under_review(unit, &item).await?,
        })?;
        let link = acting::link_to(&session.conference);
        let notice = Notice::new(self.person, "notice-conference-chair", link).arg("title", &item.title);
        let row = ItemRow { chair_id: Some(self.person), ..item };
        let row = unit.commit("conference.chair_handed_over", row, vec![notice]).await?;
        Ok(Step { conference: row.conference_id, id: row.id.uuid() })
    }

    fn landing(&self, here: &Here, handed: &Step) -> String {
        handed.address(here)
    }
}
