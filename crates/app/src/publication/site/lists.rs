//! Lists of articles: the first page, a section, a keyword, a day.

use askama::Template;
use base::Failure;
use base::web::{Ctx, Page, Words, day as day_words, read_day};
use domain::publication::Section;
use jiff::civil::Date;
use serde::Serialize;

use super::KEPT;
use super::calendar::{begins, next_day};
use super::frame::{Frame, Moment};
use crate::publication::store::{self, Item, Sought};

const SIZE: i64 = 12;

#[derive(Template, Serialize)]
#[template(path = "publication/views/list.html")]
struct View {
    #[serde(skip)]
    w: Words,
    site: Frame,
    title: String,
    items: Vec<Line>,
    page: i64,
    pages: i64,
    #[serde(skip)]
    empty: String,
    #[serde(skip)]
    empty_todo: String,
}

/// An article with its moment.
#[derive(Serialize)]
struct Line {
    item: Item,
    at: Moment,
}

/// What a list is of.
struct About {
    path: String,
    title: String,
    sought: Sought,
    shown: Option<Date>,
}

/// The latest articles.
pub async fn front(ctx: Ctx) -> Result<Page, Failure> {
    let title = ctx.words.t("news-front");
    show(ctx, About { path: "/news".to_owned(), title, sought: Sought::default(), shown: None }).await
}

/// The articles of a section.
pub async fn section(ctx: Ctx) -> Result<Page, Failure> {
    let section: Section = ctx.param("section")?;
    let sought = Sought { section: Some(section), ..Sought::default() };
    let title = ctx.words.code(format!("section_{section}"));
    show(ctx, About { path: format!("/news/section/{section}"), title, sought, shown: None }).await
}

/// The articles of a keyword.
pub async fn keyword(mut ctx: Ctx) -> Result<Page, Failure> {
    let slug: String = ctx.param("keyword")?;
    let word = store::keyword_of(&mut ctx.db, &slug).await?.ok_or(Failure::Missing)?;
    let title = ctx.words.t1("news-keyword", "word", word);
    let path = format!("/news/keyword/{slug}");
    show(ctx, About { path, title, sought: Sought { keyword: slug, ..Sought::default() }, shown: None }).await
}

/// The articles of a day.
pub async fn day(ctx: Ctx) -> Result<Page, Failure> {
    let date: Date = ctx.param("day")?;
    let zone = ctx.house.clock.zone();
    let (from, before) = (begins(date, zone)?, begins(next_day(date), zone)?);
    let sought = Sought { from: Some(from), before: Some(before), ..Sought::default() };
    let title = ctx.words.t1("news-of-day", "day", day_words(date));
    show(ctx, About { path: format!("/news/day/{date}"), title, sought, shown: Some(date) }).await
}

/// The day that somebody typed; a day that there is not leads back with a word about it.
pub async fn go_to_day(mut ctx: Ctx) -> Result<Page, Failure> {
    let typed = ctx.query("date").unwrap_or("").to_owned();
    if let Some(date) = read_day(&typed) {
        return ctx.go_to(format!("/news/day/{date}"));
    }
    let w = ctx.words;
    let view = View {
        w,
        site: Frame::of(&mut ctx, "/news/day".to_owned(), None).await?,
        title: w.t("news-calendar"),
        items: Vec::new(),
        page: 1,
        pages: 0,
        empty: w.t("news-no-such-day"),
        empty_todo: w.t("base-field-not-a-day"),
    };
    Ok(ctx.bare(view)?.cached(KEPT))
}

async fn show(mut ctx: Ctx, about: About) -> Result<Page, Failure> {
    let w = ctx.words;
    let page = ctx.page_number();
    let (items, total) = store::list(&mut ctx.db, &about.sought, page, SIZE).await?;
    let is_front = about.path == "/news";
    let frame = Frame::of(&mut ctx, about.path, about.shown).await?;
    let items = items.into_iter().map(|item| Line { at: Moment::of(&ctx, item.published_at), item });
    let view = View {
        w,
        site: Frame { current: about.sought.section, is_front, ..frame },
        title: about.title,
        items: items.collect(),
        page,
        pages: (total + SIZE - 1) / SIZE,
        empty: w.t("news-none"),
        empty_todo: w.t("news-none-todo"),
    };
    Ok(ctx.bare(view)?.cached(KEPT))
}
