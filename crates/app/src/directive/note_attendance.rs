//! Noting who was at a briefing: a reason where somebody was not.

use std::collections::BTreeMap;

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, form};
use domain::common::Reason;
use domain::common::id::BriefingId;
use domain::directive as rules;

use super::store::{self, BriefingAttendanceRow, BriefingRow};

form! {
    /// The roll of a briefing.
    pub struct NoteAttendance = "directive.note_attendance" {
        /// The briefing.
        briefing: one hidden BriefingId,
        /// Why each of those who were not there was absent.
        absent: each line Reason,
    }
}

impl Act for NoteAttendance {
    type Outcome = BriefingId;
    const LIMIT_MS: u64 = 2_000;

    async fn run(&self, unit: &mut Unit) -> Result<BriefingId, Failure> {
        let briefing: BriefingRow = unit.need(self.briefing).await?;
        if briefing.unit_id != unit.unit_id()? {
            return Err(Failure::Missing);
        }
        rules::note_attendance(briefing.held, unit.today())?;
        let roll = store::roll_of(unit, briefing.id).await?;
        let mut absent: BTreeMap<String, Reason> = self.absent.clone();
        let rows = roll.into_iter().map(|line| {
            let attended = rules::attended(absent.remove(&line.row.person_id.to_string()));
            BriefingAttendanceRow { state: attended.state, reason: attended.reason, ..line.row }
        });
        let rows: Vec<BriefingAttendanceRow> = rows.collect();
        if !absent.is_empty() {
            return Err(Failure::Missing);
        }
        unit.commit("directive.attendance_noted", rows, vec![]).await?;
        Ok(briefing.id)
    }

    fn landing(&self, here: &Here, briefing: &BriefingId) -> String {
        format!("/directive/{}/briefing/{briefing}", here.key)
    }
}
