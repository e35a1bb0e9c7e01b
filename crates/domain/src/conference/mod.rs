//! The sitting itself: agenda in order, attendance, quorum, statements, votes, minutes.
//!
//! What is said stays a statement and is no ground for anything.

pub mod arrange;
pub mod call;
pub mod close_item;
pub mod count_votes;
pub mod open;
pub mod order;
pub mod papers_out;
pub mod quorum;
pub mod speak;
pub mod standing;
pub mod states;

pub use states::*;

/// Every refusal of this stage, by its word.
pub const REFUSALS: &[&str] = &[
    "conference.item_not_on_agenda",
    "conference.item_not_waiting",
    "conference.another_item_open",
    "conference.collective_not_closed",
    "conference.earlier_rank_waits",
    "conference.superior_comes_first",
    "conference.inferior_comes_first",
    "conference.papers_not_out",
    "conference.papers_late",
    "conference.no_quorum",
    "conference.chair_under_review",
    "conference.voter_under_review",
    "conference.more_votes_than_voters",
    "conference.has_begun",
    "conference.not_in_session",
    "conference.minutes_sealed",
    "conference.minutes_not_sealed",
    "conference.nobody_called",
    "conference.sitting_taken",
    "conference.nothing_on_agenda",
    "conference.subject_on_agenda",
    "conference.day_has_passed",
    "conference.same_day",
    "conference.attendance_not_recorded",
    "conference.quorum_was_there",
    "conference.not_its_day",
    "conference.first_round_open",
    "conference.item_not_open",
    "conference.too_few_days",
    "conference.item_is_done",
    "conference.items_not_done",
    "conference.speaker_absent",
    "conference.only_chair_sums",
    "conference.statement_corrected",
    "conference.passage_not_in_statement",
    "conference.passage_taken",
    "conference.called_already",
    "conference.papers_in_future",
    "conference.chair_not_of_body",
    "conference.chair_absent",
    "conference.not_called",
    "conference.recused_already",
];
