//! Collective reports and personal reviews: written, checked, returned, submitted and sealed.
//!
//! No text is ever written in somebody's name.

pub mod compared;
pub mod states;
pub mod submit;

pub use states::*;

/// Every refusal of this stage, by its word.
pub const REFUSALS: &[&str] = &[
    "report.submitted_already",
    "report.sections_empty",
    "report.suggestion_not_answered",
    "report.suggestions_not_settled",
    "report.carried_not_answered",
    "report.remedied_without_proof",
];
