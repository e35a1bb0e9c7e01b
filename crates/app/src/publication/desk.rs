//! The desk of a campaign's articles: what is written, what waits, what is out.

use askama::Template;
use base::Failure;
use base::db::find;
use base::web::{Ctx, FormView, Page, Words};
use domain::publication::{ArticleState, Section};
use serde::Serialize;

use super::store::{self, DeskItem};
use super::{MakeArticle, WRITERS, sources};
use crate::campaign::store::CampaignRow;

const SIZE: i64 = 30;

#[derive(Template, Serialize)]
#[template(path = "publication/views/desk.html")]
struct View {
    #[serde(skip)]
    w: Words,
    campaign: CampaignRow,
    items: Vec<DeskItem>,
    total: i64,
    page: i64,
    pages: i64,
    n_sources: usize,
    #[serde(skip)]
    make: Option<FormView>,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let campaign = ctx.campaign()?;
    let campaign: CampaignRow = find(&mut ctx.db, campaign).await?.ok_or(Failure::Missing)?;
    let page = ctx.page_number();
    let (items, total) = store::articles_of(&mut ctx.db, campaign.id, page, SIZE).await?;
    let w = ctx.words;
    let choices = sources::choices(&mut ctx.db, campaign.id, campaign.unit_id, w).await?;
    let n_sources = choices.len();
    let make = ctx.may(WRITERS).then(|| {
        ctx.form::<MakeArticle>(&format!("/publication/{}/make", campaign.id))
            .options("section", section_options(w))
            .options("source", choices)
            .rows("lead", 3)
            .main()
    });
    let pages = (total + SIZE - 1) / SIZE;
    let view = View { w, campaign, items, total, page, pages, n_sources, make };
    let title = w.t("publication-title");
    ctx.page(title, view)
}

/// The sections as a form offers them.
pub(super) fn section_options(words: Words) -> Vec<(Section, String)> {
    Section::ALL.iter().map(|section| (*section, words.code(format!("section_{section}")))).collect()
}
