//! The tables of the remedy stage.

mod commitment;
mod milestone;

use base::book::Covered;

pub use commitment::CommitmentRow;
pub use milestone::MilestoneRow;

/// The tables that the book covers.
pub const COVERED: &[Covered] = &[Covered::of::<CommitmentRow>(), Covered::of::<MilestoneRow>()];
