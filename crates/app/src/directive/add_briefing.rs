//! Setting up a briefing on a paper: its day, its speaker, and who is asked to come.

use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use base::{Failure, form};
use domain::common::Line;
use domain::common::id::{BriefingId, DocumentId, PersonId};
use domain::directive as rules;
use jiff::civil::Date;

use super::store::{BriefingAttendanceRow, BriefingRow};
use crate::organisation::store::{self as organisation, PersonRow};

form! {
    /// A briefing to be set up.
    pub struct AddBriefing = "directive.add_briefing" {
        /// The paper.
        document: one hidden DocumentId,
        /// What it is called.
        title: one line Line,
        /// The day.
        held: one date Date,
        /// Who speaks.
        speaker: one pick PersonId,
        /// Who is asked to come.
        people: many checks PersonId,
    }
}

impl Act for AddBriefing {
    type Outcome = BriefingId;
    const LIMIT_MS: u64 = 2_000;

    async fn run(&self, unit: &mut Unit) -> Result<BriefingId, Failure> {
        let document = super::seen_here(unit, self.document).await?;
        let (here, today) = (unit.unit_id()?, unit.today());
        let speaker: PersonRow = unit.need(self.speaker).await?;
        let below = organisation::people_below(unit, here, today).await?;
        let mut people = self.people.clone();
        people.sort_unstable();
        people.dedup();
        if people.iter().any(|asked| !below.iter().any(|person| person.id == *asked)) {
            return Err(Failure::Missing);
        }
        let briefed = rules::add_briefing(people.len())?;
        let briefing = BriefingRow {
            id: unit.name(),
            document_id: document.id,
            unit_id: here,
            title: self.title.clone(),
            held: self.held,
            speaker_id: speaker.id,
            version: 0,
        };
        let roll = people.iter().map(|person| BriefingAttendanceRow {
            id: unit.name(),
            briefing_id: briefing.id,
            person_id: *person,
            state: briefed.state,
            reason: None,
            version: 0,
        });
        let roll: Vec<BriefingAttendanceRow> = roll.collect();
        // Not everyone who is asked may open the page of a unit; the notice says it all and leads home.
        let notices = people.iter().map(|person| {
            Notice::new(*person, "notice-directive-briefing", "/")
                .arg("title", &self.title)
                .arg("day", base::web::day(self.held))
        });
        let notices = notices.collect();
        Ok(unit.commit("directive.briefing_added", (briefing, roll), notices).await?.0.id)
    }

    fn landing(&self, here: &Here, added: &BriefingId) -> String {
        format!("/directive/{}/briefing/{added}", here.key)
    }
}
