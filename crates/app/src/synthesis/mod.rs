//! Points made of opinions, in rounds, so that every opinion can be found again.

mod add_point;
mod classify_opinion;
mod close_round;
mod desk;
mod dispose_opinion;
mod likeness;
mod lists;
mod move_opinion;
mod open_round;
mod opinion;
mod place_opinion;
mod place_together;
mod placing;
mod point;
mod refuse_likeness;
mod reword_point;
mod split_point;
pub mod store;

use base::house::PlaceKind::Review;
use base::web::Routes;

use crate::STAFF;
use crate::opinion::{CODERS, READERS, SECRETARY};
pub use add_point::{AddPoint, Made};
pub use classify_opinion::ClassifyOpinion;
pub use close_round::CloseRound;
pub use dispose_opinion::DisposeOpinion;
pub use move_opinion::MoveOpinion;
pub use open_round::OpenRound;
pub use place_opinion::PlaceOpinion;
pub use place_together::PlaceTogether;
pub use refuse_likeness::RefuseLikeness;
pub use reword_point::RewordPoint;
pub use split_point::SplitPoint;

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
        .page("/synthesis/{review}/opinion/{opinion}", Review, READERS, opinion::page)
        .act::<MoveOpinion, _, _>("/synthesis/{review}/opinion/{opinion}/move", Review, CODERS, opinion::page)
        .page("/synthesis/{review}/aside", Review, READERS, lists::aside)
        .page("/synthesis/{review}/uncovered", Review, READERS, lists::uncovered)
}
