//! The tables of the conference stage, and what later stages ask of them.
//!
//! For later stages: [`item_states`] says where each subject stands over all conferences of a review,
//! [`statements_of`] what was said in them; [`Session`] reads a conference whole.

mod annex;
mod attendee;
mod conference;
mod item;
mod moved;
mod paper;
mod queries;
mod recusal;
mod searched;
mod session;
mod statement;
mod vote;

use base::book::Covered;

pub use annex::AnnexRow;
pub use attendee::AttendeeRow;
pub use conference::ConferenceRow;
pub use item::ItemRow;
pub use moved::MoveRow;
pub use paper::PaperRow;
pub use queries::*;
pub use recusal::RecusalRow;
pub use searched::SEARCHED;
pub use session::*;
pub use statement::StatementRow;
pub use vote::VoteRow;

/// The tables that the book covers.
pub const COVERED: &[Covered] = &[
    Covered::of::<AnnexRow>(),
    Covered::of::<AttendeeRow>(),
    Covered::of::<ConferenceRow>(),
    Covered::of::<ItemRow>(),
    Covered::of::<MoveRow>(),
    Covered::of::<PaperRow>(),
    Covered::of::<RecusalRow>(),
    Covered::of::<StatementRow>(),
    Covered::of::<VoteRow>(),
];
