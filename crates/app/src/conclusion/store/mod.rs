//! The tables of the conclusion stage, and what later stages ask of them.

mod conclusion;
mod decided;
mod ground;
mod notice;
mod petition;
mod posting;
mod responsible;
mod shortcoming;
mod strength;
mod supplement;
mod supplement_item;

use base::book::Covered;

pub use conclusion::ConclusionRow;
pub use decided::{
    CampaignShortcoming, PublishableItem, publishable_items, shortcomings_of_campaign, shortcomings_of_review,
};
pub use ground::GroundRow;
pub use notice::NoticeRow;
pub use petition::PetitionRow;
pub use posting::PostingRow;
pub use responsible::ResponsibleRow;
pub use shortcoming::ShortcomingRow;
pub use strength::StrengthRow;
pub use supplement::SupplementRow;
pub use supplement_item::SupplementItemRow;

/// The tables that the book covers.
pub const COVERED: &[Covered] = &[
    Covered::of::<ConclusionRow>(),
    Covered::of::<GroundRow>(),
    Covered::of::<NoticeRow>(),
    Covered::of::<PetitionRow>(),
    Covered::of::<PostingRow>(),
    Covered::of::<ResponsibleRow>(),
    Covered::of::<ShortcomingRow>(),
    Covered::of::<StrengthRow>(),
    Covered::of::<SupplementItemRow>(),
    Covered::of::<SupplementRow>(),
];
