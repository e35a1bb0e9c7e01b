//! Each allegation, who checks it, on what evidence, and what was found.
//!
//! A finding is provisional until its subject was heard.

pub mod states;

pub use states::*;

/// Every refusal of this stage, by its word.
pub const REFUSALS: &[&str] = &[];
