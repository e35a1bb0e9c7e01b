//! Recording that papers were sent, and when they reached those who get them (G9).

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use domain::common::Line;
use domain::common::id::ConferenceId;
use domain::conference::arrange as rules;
use jiff::civil::Date;

use super::acting::{self, Step};
use super::call::about_papers;
use super::store::{AttendeeRow, PaperRow};
use crate::plan::store::finish_about;

form! {
    /// A paper that was sent to everyone who gets papers.
    pub struct SendPapers = "conference.send_papers" {
        /// The conference.
        conference: one hidden ConferenceId,
        /// What it is.
        title: one line Line,
        /// The day it reached them.
        sent: one date Date,
    }
}

impl Act for SendPapers {
    type Outcome = Step;

    async fn run(&self, unit: &mut Unit) -> Result<Step, Failure> {
        let session = acting::session(unit, self.conference).await?;
        rules::send_papers(session.conference.state, self.sent, unit.today())?;
        let row = PaperRow {
            id: unit.name(),
            campaign_id: session.conference.campaign_id,
            conference_id: session.conference.id,
            title: self.title.clone(),
            sent: self.sent,
            sent_by: unit.person()?,
            version: 0,
        };
        // What counts is the day on which the last of the papers arrived.
        let reached =
            |row: &AttendeeRow| AttendeeRow { papers_on: row.papers_on.max(Some(self.sent)), ..row.clone() };
        let people: Vec<AttendeeRow> =
            session.attendees.iter().filter(|row| row.capacity.gets_papers()).map(reached).collect();
        let notices = people.iter().map(|to| {
            Notice::new(to.person_id, "notice-conference-papers", acting::link_to(&session.conference))
                .arg("paper", &self.title)
                .arg("title", &session.conference.title)
        });
        let notices = notices.collect();
        let done = finish_about(unit, &about_papers(session.conference.id), None).await?;
        let (row, ..) = unit.commit("conference.papers_sent", (row, people, done), notices).await?;
        Ok(Step { conference: row.conference_id, id: row.id })
    }

    fn landing(&self, here: &Here, sent: &Step) -> String {
        sent.address(here)
    }
}
