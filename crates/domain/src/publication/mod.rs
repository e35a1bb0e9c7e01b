//! The article of the outcome: only what may be published, each sentence with its source.

pub mod decide;
pub mod draft;
pub mod place;
pub mod publishable;
pub mod slug;
pub mod source;
pub mod states;

pub use decide::{
    ArticleMoved, DecideArticle, approve, approve_correction, correct, send_back, submit, withdraw,
};
pub use draft::{strike, write};
pub use place::{Placed, place};
pub use publishable::{SentenceSource, carried, publishable};
pub use slug::{free_slug, keywords, slug};
pub use source::SourceRef;
pub use states::*;

/// Every refusal of this stage, by its word.
pub const REFUSALS: &[&str] = &[
    "publication.no_sentence",
    "publication.sentence_without_source",
    "publication.source_not_sealed",
    "publication.source_not_publishable",
    "publication.not_draft",
    "publication.lead_stays",
    "publication.not_submitted",
    "publication.not_published",
    "publication.approver_wrote_it",
    "publication.correction_is_shown",
];
