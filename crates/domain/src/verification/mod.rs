//! Each allegation, who checks it, on what evidence, and what was found.
//!
//! A finding is provisional until its subject was heard; the stage `explanation` says when that is.

pub mod add_evidence;
pub mod assign_verifier;
pub mod record_finding;
pub mod states;
pub mod take_case;

pub use states::*;

/// Every refusal of this stage, by its word.
pub const REFUSALS: &[&str] = &[
    "verification.case_has_finding",
    "verification.not_a_verifier",
    "verification.verifier_is_author",
    "verification.verifier_is_subject",
    "verification.day_has_passed",
    "verification.point_not_signed_off",
    "verification.nothing_to_verify",
    "verification.not_your_case",
    "verification.already_accepted",
    "verification.not_accepted",
    "verification.evidence_closed",
    "verification.evidence_from_future",
    "verification.evidence_empty",
    "verification.finding_is_final",
    "verification.nothing_new",
    "verification.part_missing",
    "verification.part_unasked",
    "verification.finding_without_evidence",
    "verification.evidence_of_parties_only",
    "verification.verifier_became_party",
];
