//! Commitments, their milestones and proof, accepted by somebody else.
//!
//! Nobody accepts their own work.

pub mod states;

pub use states::*;

/// Every refusal of this stage, by its word.
pub const REFUSALS: &[&str] = &[];
