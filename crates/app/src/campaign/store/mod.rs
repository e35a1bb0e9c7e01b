//! The tables of the campaign stage.

mod campaign;
mod review;

pub use campaign::CampaignRow;
pub use review::ReviewRow;
