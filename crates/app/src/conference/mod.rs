//! The conference: called with its agenda in the pack's order, its papers out, followed item by item, closed and sealed.
//!
//! The same machinery holds a lesson conference, which belongs to no review: see [`twin`].

pub mod acting;
mod add_item;
mod add_statement;
mod answer_in_annex;
mod attendance;
pub mod call;
pub mod close;
mod close_item;
mod count_votes;
mod hand_over_chair;
mod invite;
mod list;
pub mod live;
pub mod minutes;
mod move_conference;
pub mod open;
mod open_item;
pub mod paper;
mod recuse;
mod send_papers;
mod statements;
pub mod store;
mod take_up;
pub mod twin;
pub mod wall;

use base::house::PlaceKind::Review;
use base::web::Routes;
use domain::common::Role;

use crate::INSIDE;
pub use add_item::AddItem;
pub use add_statement::{AddStatement, CorrectStatement};
pub use answer_in_annex::AnswerInAnnex;
pub use attendance::{Excuse, RecordAttendance};
pub use call::CallConference;
pub use close::{AddAnnex, CloseConference};
pub use close_item::{CloseItem, DeferItem};
pub use count_votes::CountVotes;
pub use hand_over_chair::HandOverChair;
pub use invite::Invite;
pub use move_conference::MoveConference;
pub use open::OpenReview;
pub use open_item::OpenItem;
pub use recuse::Recuse;
pub use send_papers::SendPapers;
pub use take_up::TakeUp;
use twin::AtReview;

/// Those who call a conference and prepare it.
pub const CALLERS: &[Role] = &[Role::Organiser, Role::Secretary];
/// Those who lead it and keep its minutes.
pub const KEEPERS: &[Role] = &[Role::Secretary, Role::Chair];
/// Those who close it.
pub const CLOSERS: &[Role] = &[Role::Chair];
/// Those who take up what was said.
pub const TAKERS: &[Role] = &[Role::Secretary, Role::Coder];

/// The routes of this stage.
pub fn routes() -> Routes {
    let (one, minutes) = (live::page, minutes::page::<AtReview>);
    Routes::of("conference")
        .page("/conference/{review}", Review, INSIDE, list::page)
        .act::<CallConference, _, _>("/conference/{review}/call", Review, CALLERS, list::page)
        .page("/conference/{review}/statements", Review, INSIDE, statements::page)
        .act::<TakeUp, _, _>("/conference/{review}/take-up", Review, TAKERS, statements::page)
        .page("/conference/{review}/{conference}", Review, INSIDE, one)
        .page("/conference/{review}/{conference}/minutes", Review, INSIDE, minutes)
        .page("/conference/{review}/{conference}/minutes/{kind}", Review, INSIDE, paper::page)
        .page("/conference/{review}/{conference}/wall", Review, INSIDE, wall::page)
        .act::<AddItem, _, _>("/conference/{review}/{conference}/add-item", Review, CALLERS, one)
        .act::<Invite, _, _>("/conference/{review}/{conference}/invite", Review, CALLERS, one)
        .act::<SendPapers, _, _>("/conference/{review}/{conference}/papers", Review, CALLERS, one)
        .act::<MoveConference, _, _>("/conference/{review}/{conference}/move", Review, CALLERS, one)
        .act::<RecordAttendance, _, _>("/conference/{review}/{conference}/attendance", Review, KEEPERS, one)
        .act::<Excuse, _, _>("/conference/{review}/{conference}/excuse", Review, KEEPERS, one)
        .act::<OpenReview, _, _>("/conference/{review}/{conference}/open", Review, KEEPERS, one)
        .act::<OpenItem, _, _>("/conference/{review}/{conference}/open-item", Review, KEEPERS, one)
        .act::<HandOverChair, _, _>("/conference/{review}/{conference}/hand-over-chair", Review, KEEPERS, one)
        .act::<Recuse, _, _>("/conference/{review}/{conference}/recuse", Review, KEEPERS, one)
        .act::<AddStatement, _, _>("/conference/{review}/{conference}/statement", Review, KEEPERS, one)
        .act::<CorrectStatement, _, _>(
            "/conference/{review}/{conference}/correct-statement",
            Review,
            KEEPERS,
            one,
        )
        .act::<CountVotes, _, _>("/conference/{review}/{conference}/vote", Review, KEEPERS, one)
        .act::<CloseItem, _, _>("/conference/{review}/{conference}/close-item", Review, KEEPERS, one)
        .act::<DeferItem, _, _>("/conference/{review}/{conference}/defer-item", Review, KEEPERS, one)
        .act::<CloseConference, _, _>("/conference/{review}/{conference}/close", Review, CLOSERS, one)
        .act::<AddAnnex, _, _>("/conference/{review}/{conference}/annex", Review, KEEPERS, minutes)
        .act::<AnswerInAnnex, _, _>(
            "/conference/{review}/{conference}/answer-in-annex",
            Review,
            crate::opinion::SECRETARY,
            minutes,
        )
}
