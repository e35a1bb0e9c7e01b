//! Who must explain which point, when the notice reached them, and what they answered.

pub mod states;

pub use states::*;

/// Every refusal of this stage, by its word.
pub const REFUSALS: &[&str] = &[];
