//! Putting a conference off to another day, with the cause that a lesson later counts.

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use domain::common::id::ConferenceId;
use domain::common::{Line, Reason};
use domain::conference::MoveCause;
use domain::conference::call::{self, Days};
use jiff::civil::Date;

use super::acting::{self, Step};
use super::call::{about, about_papers, papers_due};
use super::store::{AttendeeRow, MoveRow, Session};
use crate::campaign::packs;
use crate::campaign::store::CampaignRow;
use crate::plan;
use crate::plan::store::postpone_about;

form! {
    /// A conference that is put off to another day.
    pub struct MoveConference = "conference.move" {
        /// The conference.
        conference: one hidden ConferenceId,
        /// Its new day.
        day: one date Date,
        /// Where.
        room: one line Line,
        /// Why, for the count.
        cause: one pick MoveCause,
        /// Why, in words.
        reason: one prose Reason,
    }
}

impl Act for MoveConference {
    type Outcome = Step;

    async fn run(&self, unit: &mut Unit) -> Result<Step, Failure> {
        let session = acting::session(unit, self.conference).await?;
        let campaign: CampaignRow = unit.need(session.conference.campaign_id).await?;
        let pack = packs::of_campaign(unit, campaign.id).await?;
        let is_recorded = session.attendees.iter().all(|row| !row.is_voter || row.attendance.is_some());
        let moved = call::move_conference(&call::MoveConference {
            state: session.conference.state,
            from: session.conference.day,
            to: self.day,
            days: Days { opens: campaign.opens, closes: campaign.closes, today: unit.today() },
            cause: self.cause,
            n_present: is_recorded.then(|| session.n_present()),
            n_called: session.n_called(),
            ratio: pack.parameters.quorum_ratio.value,
        })?;
        let trace = MoveRow {
            id: unit.name(),
            campaign_id: campaign.id,
            conference_id: session.conference.id,
            cause: self.cause,
            reason: self.reason.clone(),
            n_present: moved.n_present.map(i64::from),
            n_called: session.n_called().into(),
            from_day: session.conference.day,
            to_day: moved.day,
            moved_by: unit.person()?,
            moved_at: unit.at(),
            version: 0,
        };
        let sitting = match session.conference.sitting_id {
            Some(sitting) => Some(plan::moved(unit, sitting, moved.day, &self.room).await?),
            None => None,
        };
        let mut tasks = postpone_about(unit, &about(session.conference.id), moved.day).await?;
        let papers = papers_due(&pack, moved.day)?;
        tasks.extend(postpone_about(unit, &about_papers(session.conference.id), papers).await?);
        let session = put_off(session, moved.day, &self.room);
        let notices = acting::tell_all(unit, &session, "notice-conference-moved");
        let id = session.conference.id;
        let rows = (session.conference, unknown_again(session.attendees), trace, sitting, tasks);
        unit.commit("conference.moved", rows, notices).await?;
        Ok(Step { conference: id, id: id.uuid() })
    }

    fn landing(&self, here: &Here, moved: &Step) -> String {
        acting::address(here, moved.conference)
    }
}

fn put_off(mut session: Session, day: Date, room: &Line) -> Session {
    (session.conference.day, session.conference.room) = (day, room.clone());
    session
}

/// On another day nobody is recorded as present yet.
fn unknown_again(attendees: Vec<AttendeeRow>) -> Vec<AttendeeRow> {
    let recorded = attendees.into_iter().filter(|row| row.attendance.is_some());
    recorded.map(|row| AttendeeRow { attendance: None, note: None, ..row }).collect()
}
