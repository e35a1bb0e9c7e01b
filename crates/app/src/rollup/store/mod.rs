//! The tables of the rollup stage.

mod summary;

pub use summary::SummaryRow;
