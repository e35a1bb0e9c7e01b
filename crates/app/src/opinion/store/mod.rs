//! The tables of the opinion stage.

mod file;
mod invitation;
mod letter;
mod objection;
mod opinion;
mod paragraph;
mod trace;

pub use file::FileRow;
pub use invitation::InvitationRow;
pub use letter::LetterRow;
pub use objection::ObjectionRow;
pub use opinion::OpinionRow;
pub use paragraph::ParagraphRow;
pub use trace::TraceRow;
