//! Closing a conference: every item done, the minutes sealed with their digest (G14); annexes come after.

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use domain::common::id::ConferenceId;
use domain::common::{Prose, Stage};
use domain::conference::arrange as rules;
use domain::conference::standing::sealed;
use domain::conference::{ConferenceState, ItemState};

use super::acting::{self, Step, number};
use super::call::{about, about_papers};
use super::minutes::Minutes;
use super::store::{self, AnnexRow, ConferenceRow, Session, SubjectItem};
use crate::plan;
use crate::plan::store::{SittingRow, TaskRow, finish_about, finished, pack_tasks};

form! {
    /// A conference that is closed.
    pub struct CloseConference = "conference.close" {
        /// The conference.
        conference: one hidden ConferenceId,
    }
}

impl Act for CloseConference {
    type Outcome = Step;
    const LIMIT_MS: u64 = 2_000;

    async fn run(&self, unit: &mut Unit) -> Result<Step, Failure> {
        let session = acting::session(unit, self.conference).await?;
        let (rows, notices) = closed(unit, &session).await?;
        unit.commit("conference.closed", rows, notices).await?;
        Ok(Step { conference: self.conference, id: self.conference.uuid() })
    }

    fn landing(&self, here: &Here, closed: &Step) -> String {
        acting::address(here, closed.conference)
    }
}

/// The rows of a closed conference: itself, its planned sitting, its tasks.
pub type ClosedRows = (ConferenceRow, Option<SittingRow>, Vec<TaskRow>);

/// A conference of any kind with its minutes sealed, and what its people are told.
///
/// # Errors
/// Refused while an item waits or is open.
pub async fn closed(unit: &mut Unit, session: &Session) -> Result<(ClosedRows, Vec<Notice>), Failure> {
    let items: Vec<ItemState> = session.items.iter().map(|item| item.state).collect();
    rules::close(session.conference.state, &items)?;
    let conference = ConferenceRow {
        closed_at: Some(unit.at()),
        state: ConferenceState::Closed,
        ..session.conference.clone()
    };
    let ended = Session { conference, ..session.clone() };
    let minutes = Minutes::gather(unit, ended).await?;
    let row = ConferenceRow { seal: Some(minutes.digest()), ..minutes.conference };
    let sitting = plan::held(unit, row.sitting_id).await?;
    let mut tasks = finish_about(unit, &about(row.id), None).await?;
    tasks.extend(finish_about(unit, &about_papers(row.id), None).await?);
    tasks.extend(finished_with_review(unit, &row).await?);
    let notices = acting::tell_all(unit, session, "notice-conference-closed");
    Ok(((row, sitting, tasks), notices))
}

/// What the pack asked of a review that has no subject left to deal with.
async fn finished_with_review(unit: &mut Unit, row: &ConferenceRow) -> Result<Vec<TaskRow>, Failure> {
    let Some(review) = row.review_id else { return Ok(Vec::new()) };
    let states = store::item_states(unit, review).await?;
    if !states.iter().all(SubjectItem::is_done) {
        return Ok(Vec::new());
    }
    let tasks = pack_tasks(unit, review, Stage::Conference, (&["conference"], None)).await?;
    let evidence = Prose::parse(row.title.as_str()).map_err(|error| Failure::Fault(error.to_string()))?;
    Ok(finished(unit, tasks, &evidence))
}

form! {
    /// Something that is added to sealed minutes.
    pub struct AddAnnex = "conference.add_annex" {
        /// The conference.
        conference: one hidden ConferenceId,
        /// What.
        text: one prose Prose,
    }
}

impl Act for AddAnnex {
    type Outcome = Step;

    async fn run(&self, unit: &mut Unit) -> Result<Step, Failure> {
        let session = acting::session(unit, self.conference).await?;
        sealed(session.conference.state)?;
        let before = store::annexes_of(unit, self.conference).await?;
        let row = AnnexRow {
            id: unit.name(),
            campaign_id: session.conference.campaign_id,
            conference_id: self.conference,
            number: number(before.len()) + 1,
            text: self.text.clone(),
            added_by: unit.person()?,
            added_at: unit.at(),
            version: 0,
        };
        let notices = acting::tell_all(unit, &session, "notice-conference-annex");
        let row = unit.commit("conference.annex_added", row, notices).await?;
        Ok(Step { conference: row.conference_id, id: row.id.uuid() })
    }

    fn landing(&self, here: &Here, added: &Step) -> String {
        format!("{}/minutes#{}", acting::address(here, added.conference), added.id)
    }
}
