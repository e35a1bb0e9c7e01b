//! The tables of the conference stage.

mod annex;
mod attendee;
mod conference;
mod item;
mod paper;
mod recusal;
mod statement;
mod vote;

pub use annex::AnnexRow;
pub use attendee::AttendeeRow;
pub use conference::ConferenceRow;
pub use item::ItemRow;
pub use paper::PaperRow;
pub use recusal::RecusalRow;
pub use statement::StatementRow;
pub use vote::VoteRow;
