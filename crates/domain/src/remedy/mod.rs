//! Commitments, their milestones and proof, accepted by somebody else.
//!
//! Nobody accepts their own work.

pub mod accept;
pub mod carry_over;
pub mod commit;
pub mod report;
pub mod states;

pub use states::*;

/// Every refusal of this stage, by its word.
pub const REFUSALS: &[&str] = &[
    "remedy.acceptor_is_doer",
    "remedy.not_reported",
    "remedy.no_proof",
    "remedy.milestones_open",
    "remedy.shortcoming_not_decided",
    "remedy.nothing_to_commit",
    "remedy.day_passed",
    "remedy.milestone_after_deadline",
    "remedy.not_the_doer",
    "remedy.not_open",
    "remedy.milestone_reached",
    "remedy.report_without_proof",
    "remedy.report_before_milestones",
    "remedy.nothing_reported",
    "remedy.carried_backwards",
    "remedy.nothing_to_carry",
];
