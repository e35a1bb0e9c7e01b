//! The tables of the directive stage.

mod addressee;
mod attendance;
mod briefing;
mod clause;
mod document;
mod follow_up;

use base::book::Covered;

pub use addressee::AddresseeRow;
pub use attendance::BriefingAttendanceRow;
pub use briefing::BriefingRow;
pub use clause::ClauseRow;
pub use document::DocumentRow;
pub use follow_up::FollowUpRow;

/// The tables that the book covers.
pub const COVERED: &[Covered] = &[
    Covered::of::<AddresseeRow>(),
    Covered::of::<BriefingAttendanceRow>(),
    Covered::of::<BriefingRow>(),
    Covered::of::<ClauseRow>(),
    Covered::of::<DocumentRow>(),
    Covered::of::<FollowUpRow>(),
];
