//! Ending an item: closed when it was dealt with, deferred with the reason when it was not.

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use domain::campaign::SubjectKind;
use domain::common::Reason;
use domain::common::id::ItemId;
use domain::conference::ItemState;
use domain::conference::close_item as rules;

use super::acting::{self, Step, day_of};
use super::store::{self, ItemRow, SubjectItem};
use crate::campaign::packs;

form! {
    /// An item that is done.
    pub struct CloseItem = "conference.close_item" {
        /// The item.
        item: one hidden ItemId,
    }
}

impl Act for CloseItem {
    type Outcome = Step;

    async fn run(&self, unit: &mut Unit) -> Result<Step, Failure> {
        let (session, item) = acting::session_of_item(unit, self.item).await?;
        let pack = packs::of_campaign(unit, item.campaign_id).await?;
        let (states, items) = match item.review_id {
            Some(review) => {
                (store::item_states(unit, review).await?, store::items_of_review(unit, review).await?)
            }
            None => (Vec::new(), Vec::new()),
        };
        let is_left = |one: &&SubjectItem| one.kind == SubjectKind::Individual && !one.is_done();
        let same_part = items.iter().filter(|other| other.subject_kind == item.subject_kind);
        let began = same_part.filter_map(|other| other.opened_at).min().unwrap_or(unit.at());
        rules::close_item(&rules::CloseItem {
            conference: session.conference.state,
            state: item.state,
            kind: item.subject_kind,
            n_individuals_left: store::count(states.iter().filter(is_left)),
            began: day_of(began),
            today: unit.today(),
            min_days_collective: pack.parameters.min_days_collective.value,
            min_days_individual: pack.parameters.min_days_individual.value,
        })?;
        let row = ItemRow { state: ItemState::Closed, closed_at: Some(unit.at()), ..item };
        let standing = acting::standing(unit, &row).await?;
        let (row, _) = unit.commit("conference.item_closed", (row, standing), vec![]).await?;
        Ok(Step { conference: row.conference_id, id: row.id.uuid() })
    }

    fn landing(&self, here: &Here, closed: &Step) -> String {
        closed.address(here)
    }
}

form! {
    /// An item that is put off.
    pub struct DeferItem = "conference.defer_item" {
        /// The item.
        item: one hidden ItemId,
        /// Why.
        reason: one prose Reason,
    }
}

impl Act for DeferItem {
    type Outcome = Step;

    async fn run(&self, unit: &mut Unit) -> Result<Step, Failure> {
        let (session, item) = acting::session_of_item(unit, self.item).await?;
        rules::defer_item(&rules::DeferItem { conference: session.conference.state, state: item.state })?;
        let concerned = acting::under_review(unit, &item).await?;
        let link = acting::link_to(&session.conference);
        let notice = concerned
            .map(|person| Notice::new(person, "notice-conference-deferred", link).arg("title", &item.title));
        let row = ItemRow {
            state: ItemState::Deferred,
            closed_at: Some(unit.at()),
            reason: Some(self.reason.clone()),
            ..item
        };
        let standing = acting::standing(unit, &row).await?;
        let notices = notice.into_iter().collect();
        let (row, _) = unit.commit("conference.item_deferred", (row, standing), notices).await?;
        Ok(Step { conference: row.conference_id, id: row.id.uuid() })
    }

    fn landing(&self, here: &Here, deferred: &Step) -> String {
        deferred.address(here)
    }
}
