//! Points made of opinions, in rounds, so that every opinion can be found again.
//!
//! A quotation is never altered, and no opinion is dropped without a reason.

pub mod states;

pub use states::*;

/// Every refusal of this stage, by its word.
pub const REFUSALS: &[&str] = &[];
