//! The tables of the report stage.

mod carried_answer;
mod clearance;
mod report;
mod section;
mod suggestion;
mod suggestion_answer;
mod version;

use base::book::Covered;

pub use carried_answer::CarriedAnswerRow;
pub use clearance::ClearanceRow;
pub use report::ReportRow;
pub use section::SectionRow;
pub use suggestion::SuggestionRow;
pub use suggestion_answer::SuggestionAnswerRow;
pub use version::VersionRow;

/// The tables that the book covers.
pub const COVERED: &[Covered] = &[
    Covered::of::<CarriedAnswerRow>(),
    Covered::of::<ClearanceRow>(),
    Covered::of::<ReportRow>(),
    Covered::of::<SectionRow>(),
    Covered::of::<SuggestionRow>(),
    Covered::of::<SuggestionAnswerRow>(),
    Covered::of::<VersionRow>(),
];
