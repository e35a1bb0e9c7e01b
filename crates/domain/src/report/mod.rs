//! Collective reports and personal reviews: written, checked, returned, submitted and sealed.
//!
//! No text is ever written in somebody's name.

pub mod compared;
pub mod give_back;
pub mod pre_check;
pub mod states;
pub mod submit;
pub mod suggest;
pub mod wording;
pub mod writing;

pub use states::*;

/// Every refusal of this stage, by its word.
pub const REFUSALS: &[&str] = &[
    "report.submitted_already",
    "report.sections_empty",
    "report.suggestion_not_answered",
    "report.wording_open",
    "report.wording_not_asked",
    "report.wording_need_not_be_answered",
    "report.suggestions_not_settled",
    "report.carried_not_answered",
    "report.remedied_without_proof",
    "report.written_by_another",
    "report.collective_written_by_another",
    "report.not_being_written",
    "report.nothing_submitted",
    "report.given_back_by_its_writer",
    "report.submitted_before_suggestion",
    "report.suggestions_standing",
    "report.none_recorded_already",
    "report.suggestion_withdrawn_already",
    "report.nothing_new",
];
