//! The lesson conference and what its chair requires of the units.

pub mod require;
pub mod states;

pub use states::*;

/// Every refusal of this stage, by its word.
pub const REFUSALS: &[&str] = &[
    "lesson.nobody_addressed",
    "lesson.deadline_has_passed",
    "lesson.not_issued_yet",
    "lesson.acknowledged_already",
    "lesson.not_acknowledged",
    "lesson.planned_already",
    "lesson.due_after_deadline",
];
