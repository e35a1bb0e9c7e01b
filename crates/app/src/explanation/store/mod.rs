//! The tables of the explanation stage.

mod answer;
mod assignment;

use base::book::Covered;

pub use answer::AnswerRow;
pub use assignment::ExplanationRow;

/// The tables that the book covers.
pub const COVERED: &[Covered] = &[Covered::of::<AnswerRow>(), Covered::of::<ExplanationRow>()];
