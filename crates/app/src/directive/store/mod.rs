//! The tables of the directive stage.

mod addressee;
mod attendance;
mod briefing;
mod clause;
mod document;
mod follow_up;

pub use addressee::AddresseeRow;
pub use attendance::BriefingAttendanceRow;
pub use briefing::BriefingRow;
pub use clause::ClauseRow;
pub use document::DocumentRow;
pub use follow_up::FollowUpRow;
