//! The tables of the explanation stage.

mod answer;
mod assignment;

pub use answer::AnswerRow;
pub use assignment::ExplanationRow;
