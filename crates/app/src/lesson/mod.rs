//! The lesson conference across the units of a campaign: figures of the campaign's own traces laid before it, and the
//! chair's requirements, acknowledged and turned into tasks by the units. It is held by the machinery of `conference`.

mod acknowledge;
mod call;
mod close;
mod conference;
mod open;
mod overview;
mod paper;
mod require;
pub mod store;
mod unit;

use base::house::PlaceKind::{Campaign, Unit};
use base::web::Routes;
use domain::common::Role;

use crate::STAFF;
use crate::conference::twin::AtCampaign;
use crate::conference::{
    AddAnnex, AddItem, AddStatement, CALLERS, CLOSERS, CloseItem, CorrectStatement, CountVotes, DeferItem,
    Excuse, Invite, KEEPERS, MoveConference, OpenItem, RecordAttendance, minutes, wall,
};
pub use acknowledge::{Acknowledge, PlanRequirement};
pub use call::CallLesson;
pub use close::CloseLesson;
use conference::AtLesson;
pub use open::OpenLesson;
pub use require::Require;

const ORGANISER: &[Role] = &[Role::Organiser];

/// The routes of this stage.
pub fn routes() -> Routes {
    let (one, minutes) = (conference::page, minutes::page::<AtLesson>);
    Routes::of("lesson")
        .page("/lesson/of/{unit}", Unit, STAFF, unit::page)
        .act::<Acknowledge, _, _>("/lesson/of/{unit}/acknowledge", Unit, ORGANISER, unit::page)
        .act::<PlanRequirement, _, _>("/lesson/of/{unit}/plan", Unit, ORGANISER, unit::page)
        .page("/lesson/{campaign}", Campaign, STAFF, overview::page)
        .act::<CallLesson, _, _>("/lesson/{campaign}/call", Campaign, CALLERS, overview::page)
        .page("/lesson/{campaign}/{conference}", Campaign, STAFF, one)
        .page("/lesson/{campaign}/{conference}/minutes", Campaign, STAFF, minutes)
        .page("/lesson/{campaign}/{conference}/minutes/{kind}", Campaign, STAFF, paper::page)
        .page("/lesson/{campaign}/{conference}/wall", Campaign, STAFF, wall::page)
        .act::<AtCampaign<AddItem>, _, _>("/lesson/{campaign}/{conference}/add-item", Campaign, CALLERS, one)
        .act::<AtCampaign<Invite>, _, _>("/lesson/{campaign}/{conference}/invite", Campaign, CALLERS, one)
        .act::<AtCampaign<MoveConference>, _, _>(
            "/lesson/{campaign}/{conference}/move",
            Campaign,
            CALLERS,
            one,
        )
        .act::<AtCampaign<RecordAttendance>, _, _>(
            "/lesson/{campaign}/{conference}/attendance",
            Campaign,
            KEEPERS,
            one,
        )
        .act::<AtCampaign<Excuse>, _, _>("/lesson/{campaign}/{conference}/excuse", Campaign, KEEPERS, one)
        .act::<OpenLesson, _, _>("/lesson/{campaign}/{conference}/open", Campaign, KEEPERS, one)
        .act::<AtCampaign<OpenItem>, _, _>(
            "/lesson/{campaign}/{conference}/open-item",
            Campaign,
            KEEPERS,
            one,
        )
        .act::<AtCampaign<AddStatement>, _, _>(
            "/lesson/{campaign}/{conference}/statement",
            Campaign,
            KEEPERS,
            one,
        )
        .act::<AtCampaign<CorrectStatement>, _, _>(
            "/lesson/{campaign}/{conference}/correct-statement",
            Campaign,
            KEEPERS,
            one,
        )
        .act::<AtCampaign<CountVotes>, _, _>("/lesson/{campaign}/{conference}/vote", Campaign, KEEPERS, one)
        .act::<Require, _, _>("/lesson/{campaign}/{conference}/require", Campaign, KEEPERS, one)
        .act::<AtCampaign<CloseItem>, _, _>(
            "/lesson/{campaign}/{conference}/close-item",
            Campaign,
            KEEPERS,
            one,
        )
        .act::<AtCampaign<DeferItem>, _, _>(
            "/lesson/{campaign}/{conference}/defer-item",
            Campaign,
            KEEPERS,
            one,
        )
        .act::<CloseLesson, _, _>("/lesson/{campaign}/{conference}/close", Campaign, CLOSERS, one)
        .act::<AtCampaign<AddAnnex>, _, _>(
            "/lesson/{campaign}/{conference}/annex",
            Campaign,
            KEEPERS,
            minutes,
        )
}
