//! What the conference and the deciding level hold: strengths, shortcomings, their grounds and who answers.
//!
//! Nothing is concluded that rests on an unverified opinion.

pub mod answered_for;
pub mod complete_report;
pub mod concrete;
pub mod ground;
pub mod heard;
pub mod states;

pub use states::*;

/// Every refusal of this stage, by its word.
pub const REFUSALS: &[&str] = &[
    "conclusion.no_ground",
    "conclusion.ground_is_opinion",
    "conclusion.ground_is_statement",
    "conclusion.ground_report_not_sealed",
    "conclusion.ground_finding_not_confirmed",
    "conclusion.ground_finding_provisional",
    "conclusion.ground_part_not_named",
    "conclusion.ground_figure_without_evidence",
    "conclusion.nobody_asked",
    "conclusion.not_served",
    "conclusion.not_answered",
    "conclusion.individual_items_open",
    "conclusion.deferred_without_reason",
    "conclusion.second_round_open",
    "conclusion.supplement_missing",
    "conclusion.supplement_incomplete",
    "conclusion.shortcoming_not_concrete",
    "conclusion.nobody_responsible",
    "conclusion.nobody_mainly_responsible",
    "conclusion.responsible_named_twice",
    "conclusion.responsible_not_answered",
];
