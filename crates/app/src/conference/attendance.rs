//! Recording who came: present, absent, or absent with a reason.

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use domain::common::Reason;
use domain::common::id::{ConferenceId, PersonId};
use domain::conference::Attendance;
use domain::conference::standing::not_sealed;

use super::acting::{self, Step};
use super::store::AttendeeRow;

form! {
    /// Who of those called is present; everyone else is absent.
    pub struct RecordAttendance = "conference.record_attendance" {
        /// The conference.
        conference: one hidden ConferenceId,
        /// Who is present.
        present: many checks PersonId,
    }
}

impl Act for RecordAttendance {
    type Outcome = Step;

    async fn run(&self, unit: &mut Unit) -> Result<Step, Failure> {
        let session = acting::session(unit, self.conference).await?;
        not_sealed(session.conference.state)?;
        if self.present.iter().any(|person| session.attendee(*person).is_none()) {
            return Err(Failure::field("present", "base-field-not-listed"));
        }
        let changed: Vec<AttendeeRow> =
            session.attendees.iter().filter_map(|row| self.changed(row)).collect();
        unit.commit("conference.attendance_recorded", changed, vec![]).await?;
        Ok(Step { conference: self.conference, id: self.conference.uuid() })
    }

    fn landing(&self, here: &Here, recorded: &Step) -> String {
        format!("{}#attendance", acting::address(here, recorded.conference))
    }
}

impl RecordAttendance {
    /// The row as it is to be; none where nothing changes. An excuse stays until the person comes.
    fn changed(&self, row: &AttendeeRow) -> Option<AttendeeRow> {
        let attendance = match (self.present.contains(&row.person_id), row.attendance) {
            (true, _) => Attendance::Present,
            (false, Some(Attendance::Excused)) => Attendance::Excused,
            (false, _) => Attendance::Absent,
        };
        let note = row.note.clone().filter(|_| attendance == Attendance::Excused);
        let is_new = row.attendance != Some(attendance);
        is_new.then(|| AttendeeRow { attendance: Some(attendance), note, ..row.clone() })
    }
}

form! {
    /// Somebody is absent with a reason.
    pub struct Excuse = "conference.excuse" {
        /// The conference.
        conference: one hidden ConferenceId,
        /// Who.
        person: one pick PersonId,
        /// Why.
        reason: one line Reason,
    }
}

impl Act for Excuse {
    type Outcome = Step;

    async fn run(&self, unit: &mut Unit) -> Result<Step, Failure> {
        let session = acting::session(unit, self.conference).await?;
        not_sealed(session.conference.state)?;
        let listed = || Failure::field("person", "base-field-not-listed");
        let row = session.attendee(self.person).cloned().ok_or_else(listed)?;
        let row =
            AttendeeRow { attendance: Some(Attendance::Excused), note: Some(self.reason.clone()), ..row };
        unit.commit("conference.absence_excused", row, vec![]).await?;
        Ok(Step { conference: self.conference, id: self.conference.uuid() })
    }

    fn landing(&self, here: &Here, excused: &Step) -> String {
        format!("{}#attendance", acting::address(here, excused.conference))
    }
}
