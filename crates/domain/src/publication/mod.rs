//! The article of the outcome: only what may be published, each sentence with its source.

pub mod publishable;
pub mod states;

pub use states::*;

/// Every refusal of this stage, by its word.
pub const REFUSALS: &[&str] = &[
    "publication.no_sentence",
    "publication.sentence_without_source",
    "publication.source_not_sealed",
    "publication.source_not_publishable",
];
