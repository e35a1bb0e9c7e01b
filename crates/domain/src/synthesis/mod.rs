//! Points made of opinions, in rounds, so that every opinion can be found again.
//!
//! A quotation is never altered, and no opinion is dropped without a reason.

pub mod close_round;
pub mod scope;
pub mod states;

pub use states::*;

/// Every refusal of this stage, by its word.
pub const REFUSALS: &[&str] = &[
    "synthesis.round_is_closed",
    "synthesis.round_has_open_opinions",
    "synthesis.round_counts_disagree",
    "synthesis.not_brought_without_reason",
    "synthesis.round_has_uncovered_paragraphs",
    "synthesis.opinion_outside_scope",
    "synthesis.opinion_in_closed_round",
    "synthesis.opinion_inside_scope",
    "synthesis.forwarded_to_nobody",
    "synthesis.disposition_without_reason",
];
