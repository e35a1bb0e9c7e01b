//! The tables of the verification stage, and what later stages ask of them and write into them.
//!
//! For later stages: [`findings_of_point`] and [`final_finding_of`] say what was found; [`concerned`] says whom a point
//! concerns. The explanation stage brings evidence with [`evidence_from_answer`], lets a finding stand with
//! [`finding_stands`] and opens a case again with [`CaseRow`]'s state.

mod case;
mod dossier;
mod evidence;
mod finding;
mod handover;
mod known;
mod listing;
mod queries;
mod searched;
mod writing;

use base::book::Covered;

pub use case::CaseRow;
pub use dossier::{Chain, Later, SubjectLine, chains_of, subject_lines};
pub use evidence::EvidenceRow;
pub use finding::FindingRow;
pub use handover::HandoverRow;
pub use known::{Candidate, candidates, hands_of, known_case, signed_point, subject_name};
pub use listing::{CaseLine, Counts, EvidenceLine, counts_of, file_names_of, lines_of, standing};
pub use queries::{
    authors, case_of, concerned, evidence_of, final_finding_of, findings_of_point, handovers_of,
    latest_finding_of,
};
pub use searched::SEARCHED;
pub use writing::{Brought, count, evidence_from_answer, finding_stands};

/// The tables that the book covers.
pub const COVERED: &[Covered] = &[
    Covered::of::<CaseRow>(),
    Covered::of::<EvidenceRow>(),
    Covered::of::<FindingRow>(),
    Covered::of::<HandoverRow>(),
];
