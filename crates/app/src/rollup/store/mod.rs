//! The tables of the rollup stage.

mod summary;

use base::book::Covered;

pub use summary::SummaryRow;

/// The tables that the book covers.
pub const COVERED: &[Covered] = &[Covered::of::<SummaryRow>()];
