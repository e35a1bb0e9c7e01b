//! The sitting itself: agenda in order, attendance, quorum, statements, votes, minutes.
//!
//! What is said stays a statement and is no ground for anything.

pub mod count_votes;
pub mod order;
pub mod papers_out;
pub mod quorum;
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
];
