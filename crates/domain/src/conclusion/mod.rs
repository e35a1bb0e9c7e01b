//! What the conference and the deciding level hold: strengths, shortcomings, their grounds and who answers.
//!
//! Nothing is concluded that rests on an unverified opinion.

pub mod states;

pub use states::*;

/// Every refusal of this stage, by its word.
pub const REFUSALS: &[&str] = &[];
