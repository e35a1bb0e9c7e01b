//! Each allegation, who checks it, on what evidence, and what was found.
//!
//! A finding is provisional until its subject was heard.

pub mod assign_verifier;
pub mod states;

pub use states::*;

/// Every refusal of this stage, by its word.
pub const REFUSALS: &[&str] = &[
    "verification.case_has_finding",
    "verification.not_a_verifier",
    "verification.verifier_is_author",
    "verification.verifier_is_subject",
];
