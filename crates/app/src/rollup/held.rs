//! The shortcomings behind a figure of a summary: what was held, in which body, to which extent.

use askama::Template;
use base::Failure;
use base::web::{Ctx, Page, Words};
use domain::campaign::SubjectKind;
use domain::rollup::FigureKind;
use serde::Serialize;

use super::looked_at;
use super::store::{self, HeldPage, Sought};
use crate::campaign::store::{self as campaign_store, ContentRow};

const SIZE: i64 = 50;

#[derive(Template, Serialize)]
#[template(path = "rollup/views/held.html")]
struct View {
    #[serde(skip)]
    w: Words,
    unit: String,
    #[serde(skip)]
    root: String,
    #[serde(skip)]
    filter: String,
    chosen: String,
    rows: Vec<HeldPage>,
    total: i64,
    page: i64,
    pages: i64,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let (campaign, unit) = looked_at(&mut ctx).await?;
    let (content, focus) = (text(&ctx, "content"), text(&ctx, "focus"));
    let sought = Sought {
        campaign: campaign.id,
        unit: unit.id,
        is_top: unit.id == campaign.unit_id,
        on: ctx.today,
        content: content.clone(),
        focus: focus.clone(),
    };
    let page = ctx.page_number();
    let (rows, total) = store::shortcomings(&mut ctx.db, &sought, page, SIZE).await?;
    let contents = campaign_store::contents_of(&mut ctx.db, campaign.id).await?;
    let w = ctx.words;
    let view = View {
        w,
        unit: unit.name.to_string(),
        root: format!("/rollup/of/{}/{}", unit.id, campaign.id),
        filter: filter(&content, &focus),
        chosen: chosen(w, &contents, &content, &focus),
        rows,
        total,
        page,
        pages: (total + SIZE - 1) / SIZE,
    };
    let title = w.t("rollup-held-title");
    ctx.page(title, view)
}

fn text(ctx: &Ctx, name: &str) -> String {
    ctx.query(name).unwrap_or("").to_owned()
}

/// The query that keeps the choice from page to page. Codes of a rule pack are plain words.
fn filter(content: &str, focus: &str) -> String {
    let plain = |code: &str| -> String {
        code.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')).collect()
    };
    format!("content={}&focus={}", plain(content), plain(focus))
}

/// What was chosen, in words.
fn chosen(words: Words, contents: &[ContentRow], content: &str, focus: &str) -> String {
    let name = |kind: &str, code: &str| {
        let found = contents.iter().find(|row| row.kind == kind && row.code == code);
        found.map_or_else(|| words.t("rollup-without-code"), |row| row.name(words.lang()).to_owned())
    };
    let of = |kind: &str, code: &str| (!code.is_empty()).then(|| name(kind, code));
    [of("content", content), of("focus", focus)].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
