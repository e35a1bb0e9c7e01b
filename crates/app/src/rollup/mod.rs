//! Summaries: units and stages, shortcomings by content, focus area and extent; issued level by level.
//!
//! A summary counts what was decided. Units and people are never ranked, and no line names a person.

mod count;
mod held;
mod issue;
mod overview;
mod sheet;
pub mod store;

use base::db::{Link, find};
use base::house::PlaceKind::{Campaign, Unit};
use base::web::{Ctx, Routes};
use base::{Failure, house};
use domain::common::Role;
use domain::common::id::CampaignId;

use crate::campaign::store::CampaignRow;
use crate::organisation::store::UnitRow;
pub use count::figures;
pub use issue::IssueSummary;

/// Who reads summaries of a unit and of those below it.
pub const READERS: &[Role] =
    &[Role::Organiser, Role::Secretary, Role::Chair, Role::Superior, Role::Inspector];
const ORGANISER: &[Role] = &[Role::Organiser];

/// The routes of this stage. A unit is named first wherever one looks further down, so that its own level decides
/// who may look.
pub fn routes() -> Routes {
    Routes::of("rollup")
        .page("/rollup/{campaign}", Campaign, READERS, overview::page)
        .page("/rollup/of/{unit}/{campaign}", Unit, READERS, overview::page)
        .page("/rollup/of/{unit}/{campaign}/xlsx", Unit, READERS, overview::xlsx)
        .page("/rollup/of/{unit}/{campaign}/shortcomings", Unit, READERS, held::page)
        .page("/rollup/of/{unit}/{campaign}/summary/{summary}", Unit, READERS, overview::issued)
        .page("/rollup/of/{unit}/{campaign}/summary/{summary}/xlsx", Unit, READERS, overview::issued_xlsx)
        .act::<IssueSummary, _, _>("/rollup/of/{unit}/{campaign}/issue", Unit, ORGANISER, overview::page)
}

/// The campaign and the unit of a summary. A campaign that does not cover the unit is not there.
///
/// # Errors
/// [`Failure::Missing`] when either is not there.
async fn covered(
    link: &mut Link,
    here: Option<&house::Here>,
    campaign: CampaignId,
) -> Result<(CampaignRow, UnitRow), Failure> {
    let here = here.ok_or(Failure::Missing)?;
    let campaign: CampaignRow = find(link, campaign).await?.ok_or(Failure::Missing)?;
    let unit: UnitRow = find(link, here.unit.ok_or(Failure::Missing)?).await?.ok_or(Failure::Missing)?;
    let is_covered = here.place.unit_path.contains(&campaign.unit_id);
    is_covered.then_some((campaign, unit)).ok_or(Failure::Missing)
}

/// As [`covered`], for an act.
async fn scope(unit: &mut base::Unit, campaign: CampaignId) -> Result<(CampaignRow, UnitRow), Failure> {
    let here = unit.here()?.clone();
    covered(unit, Some(&here), campaign).await
}

/// As [`covered`], for a page: the campaign is the place itself, or a further part of the path.
async fn looked_at(ctx: &mut Ctx) -> Result<(CampaignRow, UnitRow), Failure> {
    let campaign = match ctx.campaign() {
        Ok(campaign) => campaign,
        Err(_) => ctx.param("campaign")?,
    };
    let here = ctx.here.clone();
    covered(&mut ctx.db, here.as_ref(), campaign).await
}
