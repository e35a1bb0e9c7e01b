//! The documents that bind a campaign: who was briefed, who acknowledged, what each clause led to.

pub mod states;

pub use states::*;

/// Every refusal of this stage, by its word.
pub const REFUSALS: &[&str] = &[];
