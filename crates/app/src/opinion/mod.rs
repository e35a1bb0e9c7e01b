//! Invitations, letters and opinions, the promise under which they are given, and the receipt with its trace.

pub mod about_what;
mod add_draft;
mod anonymous;
mod answer_objection;
mod ask_erasure;
pub mod asking;
pub mod card;
mod change_draft;
mod channel_keys;
mod client;
mod destroy_unread;
mod drop_draft;
pub mod eligible;
mod enter;
mod enter_file;
mod enter_paper;
mod envelope;
mod envelope_promise;
mod erase_text;
mod erasures;
mod extend_channel;
mod extend_term;
mod figures;
pub mod forget_words;
mod given;
mod hand_list;
mod incoming;
mod invite;
mod keep_text;
mod letter;
pub mod mark_envelopes;
mod mark_no_opinion;
pub mod marking;
mod marks;
mod object;
mod object_own;
mod on_behalf;
mod open_channel;
mod overview;
pub mod promise;
pub mod reading;
mod receipt;
pub mod receipt_digest;
mod release_anonymous;
mod remind;
mod script;
mod send_envelope;
mod send_file;
mod send_letter;
mod send_sealed;
mod slip;
pub mod store;
mod take;
mod take_ticket;
mod ticket;
mod trail;
mod write;
mod written;

use base::house::PlaceKind::{Public, Review};
use base::web::Routes;
use domain::common::Role;
use domain::opinion::erasure::{ASKERS, DECIDERS};
pub use domain::opinion::promise::READERS;

use crate::STAFF;
pub use add_draft::AddDraft;
pub use answer_objection::AnswerObjection;
pub use ask_erasure::AskErasure;
pub use change_draft::ChangeDraft;
pub use destroy_unread::DestroyUnread;
pub use drop_draft::DropDraft;
pub use enter_file::EnterFile;
pub use enter_paper::EnterPaper;
pub use erase_text::EraseText;
pub use extend_channel::ExtendChannel;
pub use extend_term::ExtendTerm;
pub use incoming::Sent;
pub use invite::Invite;
pub use keep_text::KeepText;
pub use mark_no_opinion::MarkNoOpinion;
pub use object::Object;
pub use object_own::ObjectOwn;
pub use open_channel::OpenChannel;
pub use release_anonymous::ReleaseAnonymous;
pub use remind::Remind;
pub use send_envelope::{EnvelopeTaken, SendEnvelope};
pub use send_file::SendFile;
pub use send_letter::SendLetter;
pub use send_sealed::SendSealed;
pub use take::{TakeOpinion, Taken};
pub use take_ticket::TakeTicket;

/// Those who invite and follow.
const KEEPERS: &[Role] = &[Role::Secretary, Role::Organiser];
/// Those who enter letters for others.
pub const SECRETARY: &[Role] = &[Role::Secretary];
/// Those who take opinions from letters.
pub const CODERS: &[Role] = &[Role::Secretary, Role::Coder];
/// Those who were invited and write here.
const CONTRIBUTOR: &[Role] = &[Role::Contributor];

/// The routes behind the second address.
pub fn anonymous_routes() -> Routes {
    Routes::of("opinion")
        .page("/opinion/anonymous/{channel}", Public, &[], envelope::page)
        .act::<SendEnvelope, _, _>("/opinion/anonymous/{channel}/send", Public, &[], envelope::page)
        .page("/opinion/anonymous/{channel}/marks", Public, &[], marks::page)
        .act::<SendSealed, _, _>("/opinion/anonymous/{channel}/send-sealed", Public, &[], envelope::page)
        .page("/opinion/anonymous/{channel}/card", Public, &[], card::of_the_second_address)
        .page("/opinion/client/{digest}", Public, &[], client::of_a_channel)
        .page("/opinion/script/{name}", Public, &[], script::page)
}

/// The routes of this stage.
pub fn routes() -> Routes {
    Routes::of("opinion")
        .page("/opinion/{review}", Review, STAFF, overview::page)
        .act::<Invite, _, _>("/opinion/{review}/invite", Review, KEEPERS, overview::page)
        .act::<ExtendTerm, _, _>("/opinion/{review}/extend-term", Review, KEEPERS, overview::page)
        .act::<Remind, _, _>("/opinion/{review}/remind", Review, KEEPERS, overview::page)
        .act::<AnswerObjection, _, _>("/opinion/{review}/answer-objection", Review, SECRETARY, overview::page)
        .page("/opinion/{review}/enter", Review, SECRETARY, enter::page)
        .act::<EnterFile, _, _>("/opinion/{review}/enter-file", Review, SECRETARY, enter::page)
        .act::<EnterPaper, _, _>("/opinion/{review}/enter-paper", Review, SECRETARY, enter::page)
        .page("/opinion/{review}/letter/{letter}", Review, READERS, letter::page)
        .page("/opinion/{review}/letter/{letter}/file", Review, READERS, letter::file)
        .act::<TakeOpinion, _, _>("/opinion/{review}/letter/{letter}/take", Review, CODERS, letter::page)
        .act::<MarkNoOpinion, _, _>(
            "/opinion/{review}/letter/{letter}/mark-no-opinion",
            Review,
            CODERS,
            letter::page,
        )
        .page("/opinion/{review}/erasures", Review, erasures::SEEN_BY, erasures::page)
        .act::<AskErasure, _, _>("/opinion/{review}/erasures/ask", Review, ASKERS, erasures::page)
        .act::<EraseText, _, _>("/opinion/{review}/erasures/erase", Review, DECIDERS, erasures::page)
        .act::<KeepText, _, _>("/opinion/{review}/erasures/keep", Review, DECIDERS, erasures::page)
        .page("/opinion/{review}/anonymous", Review, KEEPERS, anonymous::page)
        .page("/opinion/{review}/anonymous/list", Review, SECRETARY, hand_list::page)
        .act::<OpenChannel, _, _>("/opinion/{review}/anonymous/open", Review, KEEPERS, anonymous::page)
        .act::<ReleaseAnonymous, _, _>(
            "/opinion/{review}/anonymous/release",
            Review,
            SECRETARY,
            anonymous::page,
        )
        .act::<ExtendChannel, _, _>("/opinion/{review}/anonymous/extend", Review, KEEPERS, anonymous::page)
        .act::<DestroyUnread, _, _>("/opinion/{review}/anonymous/destroy", Review, SECRETARY, anonymous::page)
        .page("/opinion/{review}/ticket", Review, CONTRIBUTOR, ticket::page)
        .act::<TakeTicket, _, _>("/opinion/{review}/ticket/take", Review, CONTRIBUTOR, ticket::page)
        .page("/opinion/{review}/ticket/card", Review, CONTRIBUTOR, card::of_the_ticket)
        .page("/opinion/client", Public, &[], client::page)
        .page("/opinion/client/{digest}", Public, &[], client::of_a_channel)
        .page("/opinion/script/{name}", Public, &[], script::page)
        .page("/opinion/{review}/write", Review, CONTRIBUTOR, write::page)
        .act::<AddDraft, _, _>("/opinion/{review}/write/add-draft", Review, CONTRIBUTOR, write::page)
        .act::<ChangeDraft, _, _>("/opinion/{review}/write/change-draft", Review, CONTRIBUTOR, write::page)
        .act::<DropDraft, _, _>("/opinion/{review}/write/drop-draft", Review, CONTRIBUTOR, write::page)
        .act::<SendLetter, _, _>("/opinion/{review}/write/send", Review, CONTRIBUTOR, write::page)
        .act::<SendFile, _, _>("/opinion/{review}/write/send-file", Review, CONTRIBUTOR, write::page)
        .act::<ObjectOwn, _, _>("/opinion/{review}/write/object", Review, CONTRIBUTOR, write::page)
        .page("/opinion/receipt", Public, &[], receipt::page)
        .question("/opinion/receipt", Public, &[], receipt::page)
        .act::<Object, _, _>("/opinion/receipt/object", Public, &[], receipt::page)
}
