//! Points made of opinions, in rounds, so that every opinion can be found again.
//!
//! A quotation is never altered, and no opinion is dropped without a reason.

pub mod agreement;
pub mod classify;
pub mod close_round;
pub mod code_blind;
pub mod decide_difference;
pub mod decide_group;
pub mod differences;
pub mod draw_double;
pub mod minority;
pub mod move_opinion;
pub mod notice_board;
pub mod open_round;
pub mod place;
pub mod scope;
pub mod split_point;
pub mod states;

pub use states::*;

/// Every refusal of this stage, by its word.
pub const REFUSALS: &[&str] = &[
    "synthesis.round_is_closed",
    "synthesis.round_has_open_opinions",
    "synthesis.round_counts_disagree",
    "synthesis.not_brought_without_reason",
    "synthesis.round_has_uncovered_paragraphs",
    "synthesis.round_has_open_objections",
    "synthesis.opinion_outside_scope",
    "synthesis.opinion_in_closed_round",
    "synthesis.opinion_inside_scope",
    "synthesis.forwarded_to_nobody",
    "synthesis.disposition_without_reason",
    "synthesis.no_open_round",
    "synthesis.round_runs_already",
    "synthesis.both_rounds_closed",
    "synthesis.placed_already",
    "synthesis.not_placed_yet",
    "synthesis.another_round",
    "synthesis.point_of_another_subject",
    "synthesis.strength_among_shortcomings",
    "synthesis.moved_nowhere",
    "synthesis.split_of_nothing",
    "synthesis.split_of_everything",
    "synthesis.point_in_closed_round",
    "synthesis.coding_runs_already",
    "synthesis.same_coder_twice",
    "synthesis.coder_without_role",
    "synthesis.too_few_drawn",
    "synthesis.too_many_drawn",
    "synthesis.not_your_coding",
    "synthesis.coding_is_abandoned",
    "synthesis.coding_is_finished",
    "synthesis.coding_is_compared",
    "synthesis.coding_has_gaps",
    "synthesis.no_such_group",
    "synthesis.opinion_coded_blind",
    "synthesis.not_compared_yet",
    "synthesis.decider_has_coded",
    "synthesis.nothing_differs",
    "synthesis.not_one_group",
    "synthesis.group_has_changed",
    "synthesis.group_taken_back",
    "synthesis.round_has_running_coding",
    "synthesis.round_has_open_differences",
    "synthesis.dissent_of_all",
    "synthesis.nothing_signed_off",
    "synthesis.board_differs_from_book",
];
