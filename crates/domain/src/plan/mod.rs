//! Tasks, owners, deadlines; sittings with room and chair; load beside regular work.

pub mod add_sitting;
pub mod add_task;
pub mod finish_task;
pub mod states;

pub use add_sitting::{AddSitting, Booked, SittingAdded, Stretch, add_sitting};
pub use add_task::{AddTask, TaskAdded, add_task};
pub use finish_task::{EndTask, TaskEnded, cancel_task, finish_task};
pub use states::*;

/// Every refusal of this stage, by its word.
pub const REFUSALS: &[&str] = &[
    "plan.day_outside_campaign",
    "plan.task_of_another",
    "plan.task_has_ended",
    "plan.ends_before_it_begins",
    "plan.not_a_working_day",
    "plan.room_taken",
    "plan.chair_taken",
    "plan.regular_work",
];
