//! Collective reports and personal reviews: written, checked, returned, submitted and sealed.
//!
//! No text is ever written in somebody's name.

pub mod states;

pub use states::*;

/// Every refusal of this stage, by its word.
pub const REFUSALS: &[&str] = &[];
