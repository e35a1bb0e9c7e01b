//! The tables of the remedy stage.

mod commitment;
mod milestone;

pub use commitment::CommitmentRow;
pub use milestone::MilestoneRow;
