//! Putting something on the agenda that keeps no order: an opening, a report, a summary.

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use domain::common::Line;
use domain::common::id::ConferenceId;
use domain::conference::ItemState;
use domain::conference::standing::not_sealed;

use super::acting::{self, Step};
use super::store::ItemRow;

form! {
    /// An item that keeps no order: an opening, a report, a summary.
    pub struct AddItem = "conference.add_item" {
        /// The conference.
        conference: one hidden ConferenceId,
        /// What it is about.
        title: one line Line,
        /// Whether it comes before the others.
        at_start: flag check bool,
    }
}

impl Act for AddItem {
    type Outcome = Step;

    async fn run(&self, unit: &mut Unit) -> Result<Step, Failure> {
        let session = acting::session(unit, self.conference).await?;
        not_sealed(session.conference.state)?;
        let places = || session.items.iter().map(|item| item.place);
        let (first, last) = (places().min().unwrap_or(1), places().max().unwrap_or(0));
        let row = ItemRow {
            id: unit.name(),
            campaign_id: session.conference.campaign_id,
            conference_id: session.conference.id,
            review_id: session.conference.review_id,
            subject_id: None,
            subject_kind: None,
            follows_collective: false,
            place: if self.at_start { first - 1 } else { last + 1 },
            title: self.title.clone(),
            state: ItemState::Waiting,
            chair_id: None,
            opened_at: None,
            closed_at: None,
            reason: None,
            exception: None,
            version: 0,
        };
        let row = unit.commit("conference.item_added", row, vec![]).await?;
        Ok(Step { conference: row.conference_id, id: row.id.uuid() })
    }

    fn landing(&self, here: &Here, added: &Step) -> String {
        added.address(here)
    }
}
