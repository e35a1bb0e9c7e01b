//! The tables of the conclusion stage, and what later stages ask of them.

mod conclusion;
mod decided;
mod facts;
mod ground;
mod held;
mod notice;
mod noticed;
mod petition;
mod posting;
mod responsible;
mod searched;
mod shortcoming;
mod strength;
mod supplement;
mod supplement_item;
mod supplemented;
mod wording_waiver;

use base::book::Covered;

pub use conclusion::ConclusionRow;
pub use decided::{
    CampaignShortcoming, PublishableItem, publishable_items, shortcomings_of_campaign, shortcomings_of_review,
};
pub use facts::{Completion, Facts, completion_of, facts_of, not_compared, stated};
pub use ground::GroundRow;
pub use held::{
    Held, all_in_force, conclusions_of, counts_of, decided_elsewhere, held, in_force_on, is_decided_here,
    last_on, names_in, naming, next_number, people_near, progress, shortcoming_in, subject_in, written_in,
    written_on,
};
pub use notice::NoticeRow;
pub use noticed::{
    concerned, file_in, notice_to, notices_of, open_petitions, petitioner, petitions_of, posting_of,
    without_notice,
};
pub use petition::PetitionRow;
pub use posting::PostingRow;
pub use responsible::ResponsibleRow;
pub use searched::SEARCHED;
pub use shortcoming::ShortcomingRow;
pub use strength::StrengthRow;
pub use supplement::SupplementRow;
pub use supplement_item::SupplementItemRow;
pub use supplemented::{
    evidence_in, evidence_of_review, known_point, next_place, supplement_items_of, supplement_of,
    versions_of_review,
};
pub use wording_waiver::WordingWaiverRow;

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
    Covered::of::<WordingWaiverRow>(),
];
