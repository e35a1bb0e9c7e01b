//! The sitting itself: agenda in order, attendance, quorum, statements, votes, minutes.
//!
//! What is said stays a statement and is no ground for anything.

pub mod states;

pub use states::*;

/// Every refusal of this stage, by its word.
pub const REFUSALS: &[&str] = &[];
