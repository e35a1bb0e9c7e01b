//! The tables of the campaign stage, and what later stages ask of them and write into them.

mod campaign;
mod carried_item;
mod carry;
mod content;
mod dossier;
mod queries;
mod review;
mod standing;
mod subject;

use base::book::Covered;

pub use campaign::CampaignRow;
pub use carried_item::CarriedItemRow;
pub use carry::{NextReview, carried_became, carried_codes, next_reviews};
pub use content::ContentRow;
pub use dossier::DossierRow;
pub use queries::{
    NamedSubject, board, bodies_below, carried_items_of, collective_of, contents_of, named_reviews,
    review_counts, reviews_of, stand, standing_of, standings_of, subject_count, subject_of_person,
    subjects_of,
};
pub use review::ReviewRow;
pub use standing::StandingRow;
pub use subject::SubjectRow;

/// The tables that the book covers.
pub const COVERED: &[Covered] = &[
    Covered::of::<CampaignRow>(),
    Covered::of::<CarriedItemRow>(),
    Covered::of::<ContentRow>(),
    Covered::of::<DossierRow>(),
    Covered::of::<ReviewRow>(),
    Covered::of::<StandingRow>(),
    Covered::of::<SubjectRow>(),
];
