//! The latest articles for a program that reads news, as Atom (RFC 4287).

use askama::Template;
use base::Failure;
use base::web::{Ctx, Page, Words};

use super::KEPT;
use crate::publication::store::{self, Item, Sought};

const SIZE: i64 = 20;

#[derive(Template)]
#[template(path = "publication/views/feed.xml")]
struct View {
    w: Words,
    name: String,
    origin: String,
    updated: String,
    items: Vec<Item>,
}

/// The feed.
pub async fn feed(mut ctx: Ctx) -> Result<Page, Failure> {
    let (items, _) = store::list(&mut ctx.db, &Sought::default(), 1, SIZE).await?;
    let view = View {
        w: ctx.words,
        name: store::site_name(&mut ctx.db).await?,
        origin: ctx.house.config.public_url.clone(),
        updated: items.first().map_or(ctx.now, |item| item.published_at).to_string(),
        items,
    };
    Ok(ctx.feed(&view)?.cached(KEPT))
}
