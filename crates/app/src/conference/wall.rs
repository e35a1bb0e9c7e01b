//! The wall screen of a conference: one matter, who is there, and no name of anybody who commented.

use askama::Template;
use base::Failure;
use base::web::{Ctx, Page, Words};
use domain::common::id::ConferenceId;
use domain::conference::{ConferenceState, ItemState};
use serde::Serialize;

use super::acting::{self, held_here};
use super::store::{self, ItemRow, PointBrief, Session, VoteRow};
use crate::campaign::packs;

#[derive(Template, Serialize)]
#[template(path = "conference/views/wall.html")]
struct View {
    #[serde(skip)]
    w: Words,
    #[serde(skip)]
    style: String,
    title: String,
    now: String,
    state: ConferenceState,
    items: Vec<ItemRow>,
    current: Option<ItemRow>,
    next: Option<ItemRow>,
    number: i64,
    point: Option<PointBrief>,
    n_points: usize,
    n_turns: usize,
    vote: Option<VoteRow>,
    present: u32,
    called: u32,
    needed: u32,
    is_quorate: bool,
    is_review: bool,
}

/// The page. It says nothing but what everybody in the room may read.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let conference: ConferenceId = ctx.param("conference")?;
    let session = Session::read(&mut ctx.db, conference).await?;
    held_here(ctx.here.as_ref().ok_or(Failure::Missing)?, &session.conference)?;
    let pack = packs::of_campaign(&mut ctx.db, session.conference.campaign_id).await?;
    let current = session.items.iter().find(|item| item.state == ItemState::Open).cloned();
    let next = session.items.iter().find(|item| item.state == ItemState::Waiting).cloned();
    let points = match current.as_ref().map(|item| (item.review_id, item.subject_id)) {
        Some((Some(review), Some(subject))) => store::points_about(&mut ctx.db, review, subject).await?,
        _ => Vec::new(),
    };
    let turns = store::turns_of(&mut ctx.db, conference).await?;
    let votes = store::votes_of(&mut ctx.db, conference).await?;
    let of_current = |item: domain::common::id::ItemId| current.as_ref().is_some_and(|row| row.id == item);
    let shown = ctx.query("point").map(str::to_owned);
    let view = View {
        w: ctx.words,
        style: base::web::style(),
        title: session.conference.title.to_string(),
        now: ctx.words.moment(&ctx.now),
        state: session.conference.state,
        number: current.as_ref().map_or(0, |item| acting::number_of(&session.items, item)),
        n_points: points.len(),
        point: points.into_iter().find(|point| Some(&point.id) == shown.as_ref()),
        n_turns: turns.iter().filter(|turn| of_current(turn.item_id)).count(),
        vote: votes.into_iter().rfind(|vote| of_current(vote.item_id)),
        present: session.n_present(),
        called: session.n_called(),
        needed: pack.parameters.quorum_ratio.value.least_of(session.n_called()),
        is_quorate: acting::quorate(&session, &pack).is_ok(),
        is_review: session.conference.review_id.is_some(),
        items: session.items,
        current,
        next,
    };
    ctx.bare(view)
}
