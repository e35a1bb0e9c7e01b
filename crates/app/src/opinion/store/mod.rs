//! The tables of the opinion stage.

mod file;
mod invitation;
mod letter;
mod objection;
mod opinion;
mod paragraph;
mod trace;

use base::book::Covered;

pub use file::FileRow;
pub use invitation::InvitationRow;
pub use letter::LetterRow;
pub use objection::ObjectionRow;
pub use opinion::OpinionRow;
pub use paragraph::ParagraphRow;
pub use trace::TraceRow;

/// The tables that the book covers.
pub const COVERED: &[Covered] = &[
    Covered::of::<FileRow>(),
    Covered::of::<InvitationRow>(),
    Covered::of::<LetterRow>(),
    Covered::of::<ObjectionRow>(),
    Covered::of::<OpinionRow>(),
    Covered::of::<ParagraphRow>(),
    Covered::of::<TraceRow>(),
];
