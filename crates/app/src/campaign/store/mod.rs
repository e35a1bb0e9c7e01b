//! The tables of the campaign stage, and what later stages ask of them and write into them.

mod campaign;
mod carried_item;
mod content;
mod dossier;
mod queries;
mod review;
mod standing;
mod subject;

pub use campaign::CampaignRow;
pub use carried_item::CarriedItemRow;
pub use content::ContentRow;
pub use dossier::DossierRow;
pub use queries::{
    NamedSubject, board, carried_items_of, collective_of, contents_of, stand, standings_of,
    subject_of_person, subjects_of,
};
pub use review::ReviewRow;
pub use standing::StandingRow;
pub use subject::SubjectRow;
