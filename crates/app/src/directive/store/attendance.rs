//! The table `directive_attendance`: whether a person was at a briefing.

use base::entity;
use domain::common::Reason;
use domain::common::id::{BriefingId, PersonId};
use domain::directive::AttendanceState;
use uuid::Uuid;

entity! {
    /// Whether a person was at a briefing.
    pub struct BriefingAttendanceRow = "directive_attendance" {
        /// Its key.
        id: Uuid,
        /// The briefing.
        briefing_id: BriefingId,
        /// The person.
        person_id: PersonId,
        /// Whether the person was there.
        state: AttendanceState,
        /// Why not, when not.
        reason: Option<Reason>,
    }
}
