//! The tables of the verification stage.

mod case;
mod evidence;
mod finding;

use base::book::Covered;

pub use case::CaseRow;
pub use evidence::EvidenceRow;
pub use finding::FindingRow;

/// The tables that the book covers.
pub const COVERED: &[Covered] =
    &[Covered::of::<CaseRow>(), Covered::of::<EvidenceRow>(), Covered::of::<FindingRow>()];
