//! Summaries level by level, whose counts reconcile with what lies below.
//!
//! Units and people are never ranked.

pub mod states;

pub use states::*;

/// Every refusal of this stage, by its word.
pub const REFUSALS: &[&str] = &[];
