//! Scope, contents, subjects and order of levels of one campaign, and where each review stands.

pub mod states;

pub use crate::common::kinds::SubjectKind;
pub use states::*;

/// Every refusal of this stage, by its word.
pub const REFUSALS: &[&str] = &[];
