//! Opening an item: in its turn (G4), with enough people, led by somebody who is not under review in it (G10).

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use domain::common::Line;
use domain::common::id::ItemId;
use domain::conference::ItemState;
use domain::conference::arrange::chair_present;
use domain::conference::order::{OrderRules, open_item};
use domain::conference::quorum::preside;
use domain::conference::standing::in_session;

use super::acting::{self, Step, cited_line};
use super::store::ItemRow;
use crate::campaign::packs;

form! {
    /// An item that opens.
    pub struct OpenItem = "conference.open_item" {
        /// The item.
        item: one hidden ItemId,
        /// The document that allows another order, if it opens out of its turn.
        document: maybe line Line,
        /// Its clause.
        clause: maybe line Line,
    }
}

impl Act for OpenItem {
    type Outcome = Step;

    async fn run(&self, unit: &mut Unit) -> Result<Step, Failure> {
        let exception = acting::citation(self.document.as_ref(), self.clause.as_ref())?;
        let (session, item) = acting::session_of_item(unit, self.item).await?;
        let pack = packs::of_campaign(unit, item.campaign_id).await?;
        in_session(session.conference.state)?;
        let (subjects, items) = acting::reviewed(unit, item.review_id).await?;
        let agenda = acting::agenda(&session, &subjects, &items);
        let opened = open_item(item.id, &agenda, &OrderRules::from_pack(&pack.parameters), exception)?;
        acting::quorate(&session, &pack)?;
        let chair = session.chair_of(&item);
        preside(chair, acting::under_review(unit, &item).await?)?;
        chair_present(session.is_present(chair))?;
        let row = ItemRow {
            state: ItemState::Open,
            opened_at: Some(unit.at()),
            closed_at: None,
            reason: None,
            exception: opened.exception.map(|cited| cited_line(&cited)).transpose()?,
            ..item
        };
        let standing = acting::standing(unit, &row).await?;
        let (row, _) = unit.commit("conference.item_opened", (row, standing), vec![]).await?;
        Ok(Step { conference: row.conference_id, id: row.id.uuid() })
    }

    fn landing(&self, here: &Here, opened: &Step) -> String {
        opened.address(here)
    }
}
