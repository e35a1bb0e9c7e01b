//! Commitments, their milestones and proof, accepted by somebody else.
//!
//! Nobody accepts their own work.

pub mod accept;
pub mod carry_over;
pub mod states;

pub use states::*;

/// Every refusal of this stage, by its word.
pub const REFUSALS: &[&str] =
    &["remedy.acceptor_is_doer", "remedy.not_reported", "remedy.no_proof", "remedy.milestones_open"];
