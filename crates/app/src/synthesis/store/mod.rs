//! The tables of the synthesis stage, and what later stages ask of them.
//!
//! For later stages: [`points_of`], [`point_in`], [`opinions_of_point`], [`round_state`], and [`trace_point`], by which a
//! later stage tells the contributors of a point what became of their words.

mod blind;
mod coding;
mod desk;
mod dissent;
mod double;
mod group_decision;
mod like;
mod lineage;
mod notice_board;
mod placement;
mod point;
mod queries;
mod round;
mod searched;
mod unlike;

use base::book::Covered;

pub use blind::{
    CoderLine, Said, SampleLine, TwiceLine, adjudication_of, blind_coding, coder_lines_of, coders_of,
    count_blind, double_in, doubles_of, drafts_of, drawn_from, is_drawn, left_open, sample_of, twice_of,
};
pub use coding::{AdjudicationRow, CodingDraftRow, CodingRow};
pub use desk::{
    AsideLine, DeskOpinion, Move, Sibling, aside_of, dispositions_of, gaps_of, known_opinion,
    moves_of_opinion, moves_of_point, neighbours_of, next_point_number, placement_of, placements_of,
    queue_of, siblings_of, standing, waiting_opinion,
};
pub use dissent::{DissentLine, DissentRow, dissent_lines_of, dissents_of};
pub use double::{CoderRow, DoubleRow, SampleRow};
pub use group_decision::{
    GroupDecidedRow, GroupDecisionLine, GroupDecisionRow, decided_with, group_decisions_of,
};
pub use like::{count_opinions, like_of, points_among, words_of};
pub use lineage::LineageRow;
pub use notice_board::{letters_signed_off, opinions_in_book, said_signed_off};
pub use placement::PlacementRow;
pub use point::PointRow;
pub use queries::{
    Counter, PointLine, PointOpinion, all_points_of, count_in, counter_of, open_round_of, opinions_of_point,
    point_in, points_of, points_uncounted, round_state, rounds_of, trace_point,
};
pub use round::RoundRow;
pub use searched::SEARCHED;
pub use unlike::{UnlikeRow, unlike_of};

/// The tables that the book covers.
pub const COVERED: &[Covered] = &[
    Covered::of::<AdjudicationRow>(),
    Covered::of::<CoderRow>(),
    Covered::of::<CodingRow>(),
    Covered::of::<DissentRow>(),
    Covered::of::<DoubleRow>(),
    Covered::of::<GroupDecidedRow>(),
    Covered::of::<GroupDecisionRow>(),
    Covered::of::<LineageRow>(),
    Covered::of::<PlacementRow>(),
    Covered::of::<PointRow>(),
    Covered::of::<RoundRow>(),
    Covered::of::<SampleRow>(),
];
