//! The tables of the verification stage.

mod case;
mod evidence;
mod finding;

pub use case::CaseRow;
pub use evidence::EvidenceRow;
pub use finding::FindingRow;
