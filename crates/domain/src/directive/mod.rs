//! The documents that bind a campaign: who was briefed, who acknowledged, what each clause led to.

pub mod add_document;
pub mod address;
pub mod brief;
pub mod read_clauses;
pub mod states;

pub use add_document::{AddClauses, ClausesAdded, add_clauses, add_document, set_aside};
pub use address::{Address, Addressed, acknowledge, address};
pub use brief::{Attended, add_briefing, attended, note_attendance};
pub use read_clauses::{ReadClause, read_clauses};
pub use states::*;

/// Every refusal of this stage, by its word.
pub const REFUSALS: &[&str] = &[
    "directive.number_taken",
    "directive.no_clause_read",
    "directive.clause_without_text",
    "directive.clause_code_taken",
    "directive.clauses_fixed",
    "directive.something_followed",
    "directive.no_clauses",
    "directive.nobody_new",
    "directive.acknowledged_for_another",
    "directive.acknowledged_already",
    "directive.nobody_invited",
    "directive.briefing_not_held",
];
