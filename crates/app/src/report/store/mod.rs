//! The tables of the report stage, and what later stages ask of them.
//!
//! For later stages: [`sealed_version_of`] and [`collective_version`] give the version that counts, [`sections_of`],
//! [`suggestion_answers`] and [`carried_answers`] what it says, [`suggestions_state`] what gate G18 asks before a
//! conference, [`submitted_of`] how many have submitted; [`new_sealed_version`] completes the collective report.

mod carried_answer;
mod clearance;
mod queries;
mod report;
mod returned;
mod seal;
mod searched;
mod section;
mod suggestion;
mod suggestion_answer;
mod version;
mod wording_waiver;

use base::book::Covered;

pub use carried_answer::CarriedAnswerRow;
pub use clearance::ClearanceRow;
pub use queries::{
    NamedReturn, NamedVersion, carried_answers, carried_for, clearance_of, collective_version,
    earlier_version, home_of, last_sealed, named_versions, report_of, reports_of, returns_of, reviews_of,
    sealed_version_of, sections_of, state_of, submitted_of, submitted_texts, suggestion_answers,
    suggestions_of_review, suggestions_state, suggestions_to, version_of, versions_of, waivers_of,
};
pub use report::ReportRow;
pub use returned::ReturnRow;
pub use seal::{completed_version, kept_answers, new_sealed_version, new_version};
pub use searched::SEARCHED;
pub use section::SectionRow;
pub use suggestion::SuggestionRow;
pub use suggestion_answer::SuggestionAnswerRow;
pub use version::VersionRow;
pub use wording_waiver::WordingWaiverRow;

/// The tables that the book covers.
pub const COVERED: &[Covered] = &[
    Covered::of::<CarriedAnswerRow>(),
    Covered::of::<ClearanceRow>(),
    Covered::of::<ReportRow>(),
    Covered::of::<ReturnRow>(),
    Covered::of::<SectionRow>(),
    Covered::of::<SuggestionRow>(),
    Covered::of::<SuggestionAnswerRow>(),
    Covered::of::<VersionRow>(),
    Covered::of::<WordingWaiverRow>(),
];
