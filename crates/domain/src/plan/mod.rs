//! Tasks, owners, deadlines and sittings, beside the regular work of the people who have them.

pub mod states;

pub use states::*;

/// Every refusal of this stage, by its word.
pub const REFUSALS: &[&str] = &[];
