//! The campaigns of a unit, and the form that opens one.

use askama::Template;
use base::Failure;
use base::db::{Stored, select};
use base::web::{Ctx, FormView, Page, Words};
use domain::campaign::CampaignState;
use serde::Serialize;

use super::store::CampaignRow;
use super::store::bodies_below;
use super::{ORGANISER, OpenCampaign, packs};

#[derive(Template, Serialize)]
#[template(path = "campaign/views/list.html")]
struct View {
    #[serde(skip)]
    w: Words,
    campaigns: Vec<CampaignRow>,
    #[serde(skip)]
    open: Option<FormView>,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let unit = ctx.unit()?;
    let campaigns: Vec<CampaignRow> =
        select(&mut ctx.db, "WHERE unit_id = $1 ORDER BY opens DESC", &[unit.to_cell()]).await?;
    let open = if ctx.may(ORGANISER) {
        let today = ctx.today;
        let bodies = bodies_below(&mut ctx.db, unit, today).await?;
        let packs = packs::BUILT_IN.iter().map(|(id, _)| (*id, ctx.words.t(&format!("pack-{id}"))));
        let form = ctx.form::<OpenCampaign>(&format!("/campaign/of/{unit}/open"));
        Some(form.options("pack", packs).options("bodies", bodies).main())
    } else {
        None
    };
    let view = View { w: ctx.words, campaigns, open };
    let title = ctx.words.t("campaign-list-title");
    ctx.page(title, view)
}
