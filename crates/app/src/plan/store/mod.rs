//! The tables of the plan stage.

mod guidance;
mod regular_commitment;
mod sitting;
mod task;

pub use guidance::GuidanceRow;
pub use regular_commitment::RegularCommitmentRow;
pub use sitting::SittingRow;
pub use task::TaskRow;
