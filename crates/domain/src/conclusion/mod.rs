//! What the conference and the deciding level hold: strengths, shortcomings, their grounds and who answers.
//!
//! Nothing is concluded that rests on an unverified opinion.

pub mod answered_for;
pub mod complete_report;
pub mod concrete;
pub mod decide;
pub mod draft;
pub mod ground;
pub mod heard;
pub mod notice;
pub mod petition;
pub mod quote;
pub mod states;
pub mod supplement;
pub mod wording;

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
    "conclusion.wording_open",
    "conclusion.wording_not_asked",
    "conclusion.wording_need_not_be_answered",
    "conclusion.nobody_responsible",
    "conclusion.nobody_mainly_responsible",
    "conclusion.responsible_named_twice",
    "conclusion.responsible_not_answered",
    "conclusion.responsible_is_another",
    "conclusion.own_report_not_submitted",
    "conclusion.decided_elsewhere",
    "conclusion.drafted_already",
    "conclusion.again_only_by_petition",
    "conclusion.already_decided",
    "conclusion.quote_not_in_report",
    "conclusion.decider_is_subject",
    "conclusion.item_not_closed",
    "conclusion.nothing_held",
    "conclusion.carried_not_compared",
    "conclusion.supplement_without_source",
    "conclusion.collective_report_not_sealed",
    "conclusion.report_completed",
    "conclusion.not_decided",
    "conclusion.served_already",
    "conclusion.service_without_note",
    "conclusion.post_before_decided",
    "conclusion.post_before_notice",
    "conclusion.posted_already",
    "conclusion.posting_days_reversed",
    "conclusion.petition_by_another",
    "conclusion.petition_before_notice",
    "conclusion.petition_too_late",
    "conclusion.petition_open",
    "conclusion.petition_answered",
    "conclusion.petition_answered_by_party",
];
