//! Who must explain which point, when the notice reached them, and what they answered; and, when everybody was heard,
//! that the finding of the verification stands.
//!
//! Silence is noted as silence and never as a confession.

pub mod answer;
pub mod assign;
pub mod finalise;
pub mod hearing;
pub mod lapse;
pub mod reopen;
pub mod serve;
pub mod states;

pub use states::*;

/// Every refusal of this stage, by its word.
pub const REFUSALS: &[&str] = &[
    "explanation.point_not_signed_off",
    "explanation.nothing_to_answer",
    "explanation.nobody_named",
    "explanation.not_concerned",
    "explanation.already_assigned",
    "explanation.term_too_short",
    "explanation.term_after_campaign",
    "explanation.already_served",
    "explanation.already_sent",
    "explanation.service_without_note",
    "explanation.received_in_future",
    "explanation.not_sent",
    "explanation.already_opened",
    "explanation.not_opened",
    "explanation.already_answered",
    "explanation.term_lapsed",
    "explanation.not_served",
    "explanation.term_runs",
    "explanation.nobody_asked",
    "explanation.still_waiting",
    "explanation.reopened_once",
    "explanation.no_new_evidence",
    "explanation.finding_stands",
    "explanation.no_finding",
    "explanation.own_matter",
    "explanation.finding_older_than_evidence",
    "explanation.not_heard",
    "explanation.evidence_unheard",
];
