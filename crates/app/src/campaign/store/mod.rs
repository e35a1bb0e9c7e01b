//! The tables of the campaign stage.

mod campaign;
mod carried_item;
mod content;
mod dossier;
mod review;
mod standing;
mod subject;

pub use campaign::CampaignRow;
pub use carried_item::CarriedItemRow;
pub use content::ContentRow;
pub use dossier::DossierRow;
pub use review::ReviewRow;
pub use standing::StandingRow;
pub use subject::SubjectRow;
