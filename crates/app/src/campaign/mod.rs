//! The campaign: its scope, contents and period, its reviews and subjects, and where each of them stands.

mod add_carried;
mod bind_clause;
mod block;
mod carried;
mod close;
mod front;
mod grounds;
pub mod line;
mod list;
mod open;
pub mod packs;
pub mod store;

use base::Failure;
use base::db::{DbError, Link};
use base::house::Here;
use base::house::PlaceKind::{Campaign, Review, Unit};
use base::web::{Lang, Routes};
use domain::common::id::ReviewId;
use domain::common::refusal::Refusal;
use domain::common::{Role, Stage};

use crate::{INSIDE, STAFF};
pub use add_carried::AddCarried;
pub use bind_clause::BindClause;
pub use block::{BlockStage, BlockedBy};
pub use close::CloseCampaign;
pub use open::OpenCampaign;
use store::ReviewRow;

/// Who opens and closes.
pub const ORGANISER: &[Role] = &[Role::Organiser];
const KEEPERS: &[Role] = &[Role::Organiser, Role::Secretary];

/// The routes of this stage.
pub fn routes() -> Routes {
    Routes::of("campaign")
        .page("/campaign/of/{unit}", Unit, STAFF, list::page)
        .act::<OpenCampaign, _, _>("/campaign/of/{unit}/open", Unit, ORGANISER, list::page)
        .page("/campaign/{campaign}/grounds", Campaign, STAFF, grounds::page)
        .act::<BindClause, _, _>("/campaign/{campaign}/bind-clause", Campaign, ORGANISER, grounds::page)
        .page("/campaign/review/{review}", Review, INSIDE, front::page)
        .page("/campaign/review/{review}/carried", Review, INSIDE, carried::page)
        .act::<AddCarried, _, _>("/campaign/review/{review}/carried/add", Review, KEEPERS, carried::page)
}

/// The page of a stage for a review: what a task of the rule pack leads to. Whoever works in a unit below reaches the
/// pages of that unit, and no page of the campaign itself.
pub fn page_of(stage: Stage, review: &ReviewRow) -> String {
    match stage {
        Stage::Organisation | Stage::Directive => format!("/{stage}/{}", review.unit_id),
        Stage::Campaign | Stage::Plan | Stage::Publication if 0 < review.level => {
            format!("/campaign/review/{}", review.id)
        }
        Stage::Campaign | Stage::Plan | Stage::Publication => format!("/{stage}/{}", review.campaign_id),
        Stage::Lesson => format!("/lesson/of/{}", review.unit_id),
        Stage::Rollup => format!("/rollup/of/{}/{}", review.unit_id, review.campaign_id),
        _ => format!("/{stage}/{}", review.id),
    }
}

/// A thing of another review is not there.
///
/// # Errors
/// [`Failure::Missing`] when it is of another.
pub fn same_review(found: ReviewId, here: ReviewId) -> Result<(), Failure> {
    if found == here { Ok(()) } else { Err(Failure::Missing) }
}

/// The clause of the campaign's frozen rule pack on which a refusal rests, with its doubt where nobody has
/// confirmed it.
///
/// # Errors
/// What the database says.
pub async fn rule_of(
    link: &mut Link,
    here: Option<&Here>,
    refusal: &Refusal,
    lang: Lang,
) -> Result<Option<String>, DbError> {
    let (Some(campaign), Some(gate)) = (here.and_then(|here| here.campaign), refusal.gate) else {
        return Ok(None);
    };
    let Some(pack) = packs::of_campaign_in_db(link, campaign).await? else { return Ok(None) };
    Ok(packs::rule_in(&pack, gate, lang))
}
