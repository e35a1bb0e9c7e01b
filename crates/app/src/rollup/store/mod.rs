//! The tables of the rollup stage, and what is counted for it in the tables of earlier stages.

mod counts;
mod shortcomings;
mod summaries;
mod summary;

use base::book::Covered;

pub use counts::{Branch, branches, counts_by_review, plain_totals, reviews, scope_reviews};
pub use shortcomings::{Held, HeldPage, Sought, held, shortcomings};
pub use summaries::{Issued, last_of, summaries_of};
pub use summary::SummaryRow;

/// The tables that the book covers.
pub const COVERED: &[Covered] = &[Covered::of::<SummaryRow>()];
