//! The tables of the explanation stage, and what later stages ask of them.
//!
//! For later stages: [`heard_facts`] is what gate G3 looks at; [`assignments_of_point`] and [`answers_of_point`] say who
//! was asked and what they answered.

mod answer;
mod assignment;
mod known;
mod listing;
mod notice;
mod queries;
mod searched;

use base::book::Covered;

pub use answer::AnswerRow;
pub use assignment::ExplanationRow;
pub use known::{
    PointFile, about, answered_task, answering_task, finalising_task, finding_about, hearing_ended,
    known_assignment, link_of, log, notices_of,
};
pub use listing::{AskedLine, Counts, counts_of, lines_of, lines_of_person, names_of, overdue, standing};
pub use notice::NoticeRow;
pub use queries::{answers_of_point, assignments_of_point, heard_facts};
pub use searched::SEARCHED;

/// The tables that the book covers.
pub const COVERED: &[Covered] =
    &[Covered::of::<AnswerRow>(), Covered::of::<ExplanationRow>(), Covered::of::<NoticeRow>()];
