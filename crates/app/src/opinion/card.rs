//! The card of a channel: all that a program needs which asks, finishes and seals far from these pages.

use base::Failure;
use base::book::{self, RowLeaf};
use base::db::{Link, find};
use base::house::House;
use base::web::{Ctx, Lang, Page};
use domain::common::id::ChannelId;
use domain::opinion::{OUTSIDE, OpinionKind};
use ledger::Checkpoint;
use secrecy::{CardChoice, CardProof, ChannelCard};

use super::about_what::Choices;
use super::store::{self, ChannelRow, FactsRow};

/// The card, for whoever takes a ticket.
pub async fn of_the_ticket(mut ctx: Ctx) -> Result<Page, Failure> {
    let review = ctx.review()?;
    let channel = store::channel_of(&mut ctx.db, review).await?.ok_or(Failure::Missing)?;
    saved(ctx, channel).await
}

/// The same card, for whoever comes to the second address.
pub async fn of_the_second_address(mut ctx: Ctx) -> Result<Page, Failure> {
    let id: ChannelId = ctx.param("channel")?;
    let channel: ChannelRow = find(&mut ctx.db, id).await?.ok_or(Failure::Missing)?;
    saved(ctx, channel).await
}

async fn saved(mut ctx: Ctx, channel: ChannelRow) -> Result<Page, Failure> {
    let house = ctx.house.clone();
    let card = of(&house, &mut ctx.db, &channel).await?;
    let text = card.to_json()?;
    ctx.file("the-gop-y.json", "application/json", text.into_bytes())
}

/// The card of a channel.
///
/// # Errors
/// What the database says.
pub async fn of(house: &House, link: &mut Link, channel: &ChannelRow) -> Result<ChannelCard, Failure> {
    let choices = Choices::of(link, channel.review_id, channel.campaign_id).await?;
    let both = |value: String, said: &dyn Fn(Lang) -> String| CardChoice {
        value,
        vi: said(Lang::Vi),
        en: said(Lang::En),
    };
    let contents = choices.contents.iter().filter(|row| row.kind == "content");
    let contents = contents.map(|row| both(row.code.clone(), &|lang| row.name(lang).to_owned()));
    let outside = both(OUTSIDE.to_owned(), &|lang| house.words(lang).t("opinion-outside"));
    let kinds = OpinionKind::ALL.iter();
    let subjects = choices.subjects.iter();
    let second = house.config.anonymous_origin().unwrap_or_default();
    Ok(ChannelCard {
        body: store::body_of_review(link, channel.review_id).await?,
        promise: channel.promise.lines().map(str::to_owned).collect(),
        subjects: subjects.map(|named| both(named.subject.id.to_string(), &|_| named.name.clone())).collect(),
        contents: contents.chain([outside]).collect(),
        kinds: kinds.map(|kind| both(kind.to_string(), &|lang| house.words(lang).code(*kind))).collect(),
        proof: proof_of(link, channel).await?,
        ticket: format!("{}/opinion/{}/ticket", house.config.public_url, channel.review_id),
        send: format!("{second}/opinion/anonymous/{}", channel.id),
        ..bare(channel)
    })
}

/// What two people compare.
pub(super) fn mark_of(channel: &ChannelRow) -> String {
    bare(channel).mark()
}

/// The card without what needs looking up: all that never changes is in it.
fn bare(channel: &ChannelRow) -> ChannelCard {
    let figure = |count: i64| u32::try_from(count).unwrap_or(0);
    ChannelCard {
        v: ChannelCard::FORM,
        campaign: channel.campaign_id.to_string(),
        channel: channel.id.to_string(),
        body: String::new(),
        issuers: channel.issuer_keys().into_iter().map(str::to_owned).collect(),
        desk: channel.desk_key.clone(),
        opens: channel.opens.to_string(),
        writing: channel.writing.to_string(),
        closes: channel.closes.to_string(),
        eligible: figure(channel.eligible),
        least_given: figure(channel.least_given),
        ticket: String::new(),
        send: String::new(),
        promise: Vec::new(),
        subjects: Vec::new(),
        contents: Vec::new(),
        kinds: Vec::new(),
        client: channel.client_digest.clone(),
        proof: None,
    }
}

/// What never changes in the card, as it is written down when a channel is opened.
pub(super) fn facts_of(channel: &ChannelRow) -> FactsRow {
    let facts = bare(channel).facts();
    FactsRow { id: channel.id, campaign_id: channel.campaign_id, facts, version: 0 }
}

/// The proof that the book holds them, made of what the database has and checked here before anybody is told.
async fn proof_of(link: &mut Link, channel: &ChannelRow) -> Result<Option<CardProof>, Failure> {
    let Some(RowLeaf { leaf, salt, copy }) = store::facts_leaf(link, channel.id).await? else {
        return Ok(None);
    };
    let Some(log) = book::log_of(link).await.map_err(fault)? else { return Ok(None) };
    let Some(receipt) = book::prove(link, &log, &leaf).await? else { return Ok(None) };
    let under = Checkpoint::open(receipt.checkpoint(), &log).map_err(fault)?;
    receipt.verify_inclusion(&leaf, &under.head()).map_err(fault)?;
    let copy = String::from_utf8(copy).map_err(fault)?;
    Ok(Some(CardProof { salt: hex::encode(salt), copy, receipt: receipt.to_string() }))
}

fn fault(error: impl std::fmt::Display) -> Failure {
    Failure::Fault(error.to_string())
}
