//! Units, bodies, people and posts: who belongs where on any date.
//!
//! No role is decided here; roles are decided in `common::rights`.

pub mod states;

pub use states::*;

/// Every refusal of this stage, by its word.
pub const REFUSALS: &[&str] = &[];
