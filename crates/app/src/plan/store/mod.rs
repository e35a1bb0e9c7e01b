//! The tables of the plan stage, and the tasks that later stages write into it.

mod board;
mod guidance;
mod pack_tasks;
mod planned;
mod queries;
mod regular_commitment;
mod sitting;
mod task;
mod task_about;

use base::book::Covered;

pub use board::{Due, DueMatter, Stood, due_soon, dues, sitting_days, standings_on};
pub use guidance::{Advice, GuidanceRow, guidance, guidance_for, guidance_of};
pub use pack_tasks::{finished, pack_tasks, reopened, tasks_about};
pub use planned::{Adds, planned};
pub use queries::{OpenTask, regular_of, shares_review, sittings_of, task_counts, tasks_of, tasks_of_person};
pub use regular_commitment::RegularCommitmentRow;
pub use sitting::SittingRow;
pub use task::TaskRow;
pub use task_about::{TaskAbout, finish_about, postpone_about};

/// The tables that the book covers.
pub const COVERED: &[Covered] = &[
    Covered::of::<GuidanceRow>(),
    Covered::of::<RegularCommitmentRow>(),
    Covered::of::<SittingRow>(),
    Covered::of::<TaskRow>(),
];
