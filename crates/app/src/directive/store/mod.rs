//! The tables of the directive stage, and what later stages ask of them and write into them.
//!
//! For later stages: [`clauses_at`] and [`clause_at`] find the clauses that bind a unit, [`follow_up_row`] notes what
//! a clause led to.

mod addressee;
mod attendance;
mod briefing;
mod clause;
mod document;
mod follow_up;
mod queries;
mod searched;

use base::book::Covered;

pub use addressee::AddresseeRow;
pub use attendance::BriefingAttendanceRow;
pub use briefing::BriefingRow;
pub use clause::ClauseRow;
pub use document::DocumentRow;
pub use follow_up::{FollowUpRow, follow_up_row};
pub use queries::{
    BriefingLine, CitedClause, DocumentLine, LedTo, NamedAddressee, NamedAttendance, acknowledgements,
    addressee, addressees_of, briefings_of, clause_at, clauses_at, clauses_of, document_at, documents_at,
    follow_ups_of, is_kept, led_to, roll_of,
};
pub use searched::SEARCHED;

/// The tables that the book covers.
pub const COVERED: &[Covered] = &[
    Covered::of::<AddresseeRow>(),
    Covered::of::<BriefingAttendanceRow>(),
    Covered::of::<BriefingRow>(),
    Covered::of::<ClauseRow>(),
    Covered::of::<DocumentRow>(),
    Covered::of::<FollowUpRow>(),
];
