//! What went into no point, and what nobody has covered: the two lists that show that nothing was lost.

use askama::Template;
use base::Failure;
use base::web::{Ctx, Page, Words};
use domain::synthesis::RoundState;
use serde::Serialize;

use super::store::{self, AsideLine};
use crate::opinion::marking::beginning;
use crate::opinion::store::{UncoveredLine, uncovered_of};

const SIZE: i64 = 50;

#[derive(Template, Serialize)]
#[template(path = "synthesis/views/aside.html")]
struct Aside {
    #[serde(skip)]
    w: Words,
    review: String,
    lines: Vec<AsideLine>,
    count: i64,
    page: i64,
    pages: i64,
}

/// The opinions that went into no point.
pub async fn aside(mut ctx: Ctx) -> Result<Page, Failure> {
    if let Some(path) = ctx.instead().await? {
        return ctx.go_to(path);
    }
    let (review, page) = (ctx.review()?, ctx.page_number());
    let (lines, count) = store::aside_of(&mut ctx.db, review, (page, SIZE)).await?;
    let pages = ((count + SIZE - 1) / SIZE).max(1);
    let view = Aside { w: ctx.words, review: review.to_string(), lines, count, page, pages };
    let title = ctx.words.t("synthesis-aside");
    ctx.page(title, view)
}

#[derive(Template, Serialize)]
#[template(path = "synthesis/views/uncovered.html")]
struct Uncovered {
    #[serde(skip)]
    w: Words,
    review: String,
    round: i64,
    lines: Vec<UncoveredLine>,
    page: i64,
    has_more: bool,
}

/// The paragraphs that nobody has covered, of the open round or of the one that is being filled.
pub async fn uncovered(mut ctx: Ctx) -> Result<Page, Failure> {
    let (review, page) = (ctx.review()?, ctx.page_number());
    let rounds = store::rounds_of(&mut ctx.db, review).await?;
    let n_closed = rounds.iter().filter(|round| round.state == RoundState::Closed).count();
    let round = i64::try_from(n_closed).unwrap_or(0) + 1;
    let mut lines = uncovered_of(&mut ctx.db, review, round, (page, SIZE)).await?;
    for line in &mut lines {
        line.text = beginning(&line.text, 160);
    }
    let has_more = i64::try_from(lines.len()).unwrap_or(0) == SIZE;
    let view = Uncovered { w: ctx.words, review: review.to_string(), round, lines, page, has_more };
    let title = ctx.words.t("synthesis-uncovered");
    ctx.page(title, view)
}
