//! The article of the outcome: only what may be published, each sentence with its source.

pub mod states;

pub use states::*;

/// Every refusal of this stage, by its word.
pub const REFUSALS: &[&str] = &[];
