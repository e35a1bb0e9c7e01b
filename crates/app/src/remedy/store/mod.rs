//! The tables of the remedy stage, and what later stages ask of them.

mod commitment;
mod milestone;
mod queries;
mod searched;
mod step;

use base::book::Covered;

pub use commitment::CommitmentRow;
pub use milestone::MilestoneRow;
pub use queries::{
    NamedCommitment, NamedStep, Shown, commitment_in, commitments_of, commitments_of_campaign,
    commitments_of_review, committed_shortcomings, done_by, extent_behind, file_in, milestones_of,
    milestones_of_review, next_number, next_place, progress, shown, steps_of, traces, whose,
};
pub use searched::SEARCHED;
pub use step::StepRow;

/// The tables that the book covers.
pub const COVERED: &[Covered] =
    &[Covered::of::<CommitmentRow>(), Covered::of::<MilestoneRow>(), Covered::of::<StepRow>()];
