//! Invitations, letters and opinions, the promise under which they are given, and the receipt.
//!
//! What a contributor wrote is never changed; what a law wants gone is erased, and still counted (`erasure`).

pub mod anonymous;
pub mod cover;
pub mod crockford;
pub mod erasure;
pub mod intake;
pub mod invite;
pub mod notice_code;
pub mod object;
pub mod promise;
pub mod quote;
pub mod receipt_code;
pub mod single_voice;
pub mod states;
pub mod too_few;

pub use anonymous::ChannelState;
pub use crockford::NoCode;
pub use erasure::{ErasureGround, ErasureState};
pub use notice_code::NoticeCode;
pub use receipt_code::ReceiptCode;
pub use states::*;

/// The content of an opinion that lies outside the contents under review.
pub const OUTSIDE: &str = "outside";

/// Every refusal of this stage, by its word.
pub const REFUSALS: &[&str] = &[
    "opinion.not_eligible",
    "opinion.spoken_already",
    "opinion.term_over",
    "opinion.invited_already",
    "opinion.due_out_of_range",
    "opinion.answered_already",
    "opinion.nobody_waits",
    "opinion.intake_closed",
    "opinion.nothing_written",
    "opinion.quote_not_in_source",
    "opinion.round_is_over",
    "opinion.paragraph_holds_opinion",
    "opinion.no_paragraph_chosen",
    "opinion.objected_already",
    "opinion.objection_answered",
    "opinion.answered_in_annex",
    "opinion.annex_too_early",
    "opinion.anonymous_off",
    "opinion.channel_opened_already",
    "opinion.threshold_too_low",
    "opinion.too_few_eligible",
    "opinion.window_out_of_order",
    "opinion.second_issuer_is_here",
    "opinion.second_issuer_used",
    "opinion.not_on_list",
    "opinion.ticket_taken",
    "opinion.keys_not_in_log",
    "opinion.outside_window",
    "opinion.ticket_not_good",
    "opinion.envelope_does_not_fit",
    "opinion.ticket_used",
    "opinion.released_already",
    "opinion.window_still_open",
    "opinion.too_few_given",
    "opinion.destroyed_unread",
    "opinion.enough_given",
    "opinion.extended_enough",
    "opinion.extension_out_of_range",
    "opinion.no_paragraph_to_erase",
    "opinion.erased_already",
    "opinion.erasure_asked_already",
    "opinion.erasure_decided",
    "opinion.erasure_is_own",
    "opinion.words_erased",
];
