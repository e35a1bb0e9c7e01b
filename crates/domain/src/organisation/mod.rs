//! Units, bodies, people, posts and roles; the tree as of any date.

pub mod add_unit;
pub mod import;
pub mod states;

pub use crate::common::kinds::BodyRank;
pub use add_unit::{AddUnit, UnitAdded, add_unit};
pub use states::*;

/// Every refusal of this stage, by its word.
pub const REFUSALS: &[&str] = &["organisation.code_taken", "organisation.parent_not_in_force"];
