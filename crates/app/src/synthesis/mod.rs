//! Points made of opinions, in rounds, so that every opinion can be found again.

mod abandon_double;
mod add_point;
mod agreement;
mod blind;
mod carried_out;
mod classify_opinion;
mod close_round;
mod code_opinion;
mod coding;
mod decide_difference;
mod decide_group;
mod desk;
mod differences;
mod dispose_opinion;
mod doubles;
mod draw_double;
mod finish_coding;
mod group;
mod likeness;
mod lists;
mod mark_dissent;
mod measures;
mod minority;
mod move_opinion;
mod notice_board;
mod open_round;
mod opinion;
mod paper;
mod place_opinion;
mod place_together;
mod placing;
mod point;
mod refuse_likeness;
mod reword_point;
mod split_point;
pub mod store;
mod take_back_group;

use base::house::PlaceKind::Review;
use base::web::Routes;

use crate::STAFF;
use crate::opinion::{CODERS, READERS, SECRETARY};
pub use abandon_double::AbandonDouble;
pub use add_point::{AddPoint, Made};
pub(crate) use blind::instead;
pub use classify_opinion::ClassifyOpinion;
pub use close_round::CloseRound;
pub use code_opinion::CodeOpinion;
pub use decide_difference::DecideDifference;
pub use decide_group::DecideGroup;
pub use dispose_opinion::DisposeOpinion;
pub use draw_double::DrawDouble;
pub use finish_coding::FinishCoding;
pub use mark_dissent::MarkDissent;
pub use move_opinion::MoveOpinion;
pub use open_round::OpenRound;
pub use place_opinion::PlaceOpinion;
pub use place_together::PlaceTogether;
pub use refuse_likeness::RefuseLikeness;
pub use reword_point::RewordPoint;
pub use split_point::SplitPoint;
pub use take_back_group::TakeBackGroup;

/// The routes of this stage.
pub fn routes() -> Routes {
    Routes::of("synthesis")
        .page("/synthesis/{review}", Review, STAFF, desk::page)
        .act::<OpenRound, _, _>("/synthesis/{review}/open-round", Review, SECRETARY, desk::page)
        .act::<CloseRound, _, _>("/synthesis/{review}/close-round", Review, SECRETARY, desk::page)
        .act::<PlaceOpinion, _, _>("/synthesis/{review}/place", Review, CODERS, desk::page)
        .act::<PlaceTogether, _, _>("/synthesis/{review}/place-together", Review, CODERS, desk::page)
        .act::<AddPoint, _, _>("/synthesis/{review}/add-point", Review, CODERS, desk::page)
        .act::<DisposeOpinion, _, _>("/synthesis/{review}/dispose", Review, CODERS, desk::page)
        .act::<ClassifyOpinion, _, _>("/synthesis/{review}/classify", Review, CODERS, desk::page)
        .act::<RefuseLikeness, _, _>("/synthesis/{review}/refuse-likeness", Review, CODERS, desk::page)
        .page("/synthesis/{review}/point/{point}", Review, STAFF, point::page)
        .act::<RewordPoint, _, _>("/synthesis/{review}/point/{point}/reword", Review, CODERS, point::page)
        .act::<SplitPoint, _, _>("/synthesis/{review}/point/{point}/split", Review, CODERS, point::page)
        .act::<MarkDissent, _, _>("/synthesis/{review}/point/{point}/dissent", Review, CODERS, point::page)
        .page("/synthesis/{review}/minority", Review, STAFF, minority::page)
        .page("/synthesis/{review}/paper/{kind}", Review, STAFF, paper::page)
        .page("/synthesis/{review}/opinion/{opinion}", Review, READERS, opinion::page)
        .act::<MoveOpinion, _, _>("/synthesis/{review}/opinion/{opinion}/move", Review, CODERS, opinion::page)
        .page("/synthesis/{review}/double", Review, STAFF, doubles::page)
        .act::<DrawDouble, _, _>("/synthesis/{review}/double/draw", Review, SECRETARY, doubles::page)
        .act::<AbandonDouble, _, _>(
            "/synthesis/{review}/double/{double}/abandon",
            Review,
            SECRETARY,
            doubles::page,
        )
        .page("/synthesis/{review}/coding/{double}", Review, CODERS, coding::page)
        .act::<CodeOpinion, _, _>("/synthesis/{review}/coding/{double}/code", Review, CODERS, coding::page)
        .act::<FinishCoding, _, _>("/synthesis/{review}/coding/{double}/finish", Review, CODERS, coding::page)
        .page("/synthesis/{review}/agreement/{double}", Review, STAFF, agreement::page)
        .page("/synthesis/{review}/differences/{double}", Review, READERS, differences::page)
        .act::<DecideDifference, _, _>(
            "/synthesis/{review}/differences/{double}/decide",
            Review,
            CODERS,
            differences::page,
        )
        .page("/synthesis/{review}/differences/{double}/group", Review, READERS, group::page)
        .act::<DecideGroup, _, _>(
            "/synthesis/{review}/differences/{double}/decide-group",
            Review,
            CODERS,
            group::page,
        )
        .act::<TakeBackGroup, _, _>(
            "/synthesis/{review}/differences/{double}/take-back-group",
            Review,
            CODERS,
            differences::page,
        )
        .page("/synthesis/{review}/aside", Review, READERS, lists::aside)
        .page("/synthesis/{review}/uncovered", Review, READERS, lists::uncovered)
        .page("/synthesis/{review}/notice-board", Review, STAFF, notice_board::page)
        .page("/synthesis/{review}/notice-board/{kind}", Review, STAFF, notice_board::paper)
}
