//! The tables of the opinion stage, and what later stages ask of them and write into them.
//!
//! For later stages: [`FileRow::of`] files what was sent; [`trace_row`] says what became of an opinion;
//! [`statement_opinion`] makes an opinion of what was said at a conference; [`letter_of`] finds its letter.

mod anonymous;
mod channel;
mod draft;
mod envelope;
mod erasure;
mod extension;
mod facts;
mod file;
mod filing;
mod intake;
mod invitation;
mod letter;
mod objection;
mod opinion;
mod paragraph;
mod queries;
mod searched;
mod statement;
mod surplus;
mod ticket;
mod trace;
mod tracing;

use base::book::Covered;

pub use anonymous::{
    body_of_review, channel_of, channels_with_key, destroy_envelopes, eligible_of, emptied_channels,
    envelopes_of, extensions_of, is_client, leaves_of_marks, list_of, named_list_of, open_channels,
    ticket_of, tickets_given, unmarked_of,
};
pub use channel::ChannelRow;
pub use draft::{DraftRow, drafts_of, next_draft_place};
pub use envelope::{EnvelopeMarkRow, EnvelopeRow};
pub use erasure::{ErasureLine, ErasureRow, count_erasures, erasures_of, names_of_bytes, standing_erasures};
pub use extension::ExtensionRow;
pub use facts::{FactsRow, facts_leaf};
pub use file::{FileRow, file_of};
pub use intake::{IntakeRow, intake_of, turn_intake};
pub use invitation::InvitationRow;
pub use letter::LetterRow;
pub use objection::ObjectionRow;
pub use opinion::OpinionRow;
pub use paragraph::ParagraphRow;
pub use queries::{
    Counts, LetterLine, OpenObjection, UncoveredLine, accepted_letters, body_of_letter, count_objections,
    counts_of, invitation_of_person, invitations_of, letter_by_receipt, letter_of, letter_of_person,
    letters_of, markers_of, next_letter_number, next_opinion_number, objections_of_letter, open_objection_on,
    open_objections, open_objections_until, opinions_of_letter, paragraphs_of, standing, uncovered_of,
    waiting_of,
};
pub use searched::SEARCHED;
pub use statement::{StatementOpinion, statement_opinion};
pub use surplus::{Surplus, surpluses};
pub use ticket::TicketRow;
pub use trace::TraceRow;
pub use tracing::{detail, trace_row, traces_of_letter};

/// The tables that the book covers.
pub const COVERED: &[Covered] = &[
    Covered::of::<ChannelRow>(),
    Covered::of::<EnvelopeMarkRow>(),
    Covered::of::<ErasureRow>(),
    Covered::of::<ExtensionRow>(),
    Covered::of::<FactsRow>(),
    Covered::of::<FileRow>(),
    Covered::of::<IntakeRow>(),
    Covered::of::<InvitationRow>(),
    Covered::of::<LetterRow>(),
    Covered::of::<ObjectionRow>(),
    Covered::of::<OpinionRow>(),
    Covered::of::<ParagraphRow>(),
    Covered::of::<TicketRow>(),
    Covered::of::<TraceRow>(),
];
