//! Invitations, letters and opinions, the promise under which they are given, and the receipt.
//!
//! What a contributor wrote is never changed.

pub mod single_voice;
pub mod states;

pub use states::*;

/// Every refusal of this stage, by its word.
pub const REFUSALS: &[&str] = &["opinion.not_eligible", "opinion.spoken_already", "opinion.term_over"];
