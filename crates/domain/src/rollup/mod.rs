//! Summaries level by level, whose counts reconcile with what lies below.
//!
//! Units and people are never ranked.

pub mod extent;
pub mod figures;
pub mod issue;
pub mod states;

pub use extent::extent;
pub use figures::{Counts, Figures, Group, StageCount, UnitLine};
pub use issue::{IssueSummary, SummaryIssued, issue, reconcile};
pub use states::*;

/// Every refusal of this stage, by its word.
pub const REFUSALS: &[&str] = &["rollup.no_review", "rollup.nothing_new", "rollup.does_not_reconcile"];
