//! Scope, contents under review, period, subjects, what is carried over, and where each review stands.

pub mod bind_clause;
pub mod close;
pub mod open;
pub mod standing;
pub mod states;

pub use crate::common::kinds::SubjectKind;
pub use bind_clause::{ClauseBound, bind_clause};
pub use close::{CampaignClosed, CloseCampaign, close};
pub use open::{CampaignOpened, OpenCampaign, TakingPart, open};
pub use standing::{block, holds_up, stand_on};
pub use states::*;

/// Every refusal of this stage, by its word.
pub const REFUSALS: &[&str] = &[
    "campaign.days_out_of_order",
    "campaign.no_body",
    "campaign.body_without_one_head",
    "campaign.head_of_two_bodies",
    "campaign.not_open",
    "campaign.reviews_not_concluded",
    "campaign.clause_bound_already",
];
