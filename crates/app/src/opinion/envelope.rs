//! The page of the second address, where somebody writes without a name. It knows nobody: the ticket is read in the browser, the
//! words are sealed there, and only the envelope leaves it.

use askama::Template;
use base::Failure;
use base::db::find;
use base::web::{Ctx, FormView, Page, Words};
use domain::common::id::ChannelId;
use domain::opinion::{ChannelState, OUTSIDE, OpinionKind};
use jiff::civil::Date;
use serde::Serialize;

use super::about_what::Choices;
use super::figures::{Figure, surplus_of};
use super::store::{self, ChannelRow};
use super::{EnvelopeTaken, SendSealed, card, client, script};

#[derive(Template, Serialize)]
#[template(path = "opinion/views/envelope.html")]
struct View {
    #[serde(skip)]
    w: Words,
    body: String,
    id: String,
    campaign: String,
    /// The keys of those who sign tickets, separated by spaces.
    issuers: String,
    /// The body on another machine that signs tickets too.
    second: Option<String>,
    desk: String,
    promise: Vec<String>,
    eligible: i64,
    least_given: i64,
    writing: Date,
    closes: Date,
    is_open: bool,
    is_released: bool,
    /// By how many envelopes exceeded tickets, where they did.
    surplus: Option<Figure>,
    subjects: Vec<(String, String)>,
    contents: Vec<(String, String)>,
    kinds: Vec<(String, String)>,
    /// What two people compare, so that nobody was given keys of their own.
    mark: String,
    /// The digest of the single-file client that stands in the book, and the same in groups.
    client: Option<(String, String)>,
    /// What was answered to an envelope that was sealed elsewhere.
    taken: Option<EnvelopeTaken>,
    #[serde(skip)]
    elsewhere: Option<FormView>,
    #[serde(skip)]
    module: String,
    #[serde(skip)]
    send: String,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let id: ChannelId = ctx.param("channel")?;
    let channel: ChannelRow = find(&mut ctx.db, id).await?.ok_or(Failure::Missing)?;
    let choices = Choices::of(&mut ctx.db, channel.review_id, channel.campaign_id).await?;
    let body = store::body_of_review(&mut ctx.db, channel.review_id).await?;
    let lang = ctx.words.lang();
    let contents = choices.contents.iter().filter(|row| row.kind == "content");
    let contents = contents.map(|row| (row.code.clone(), row.name(lang).to_owned()));
    let outside = (OUTSIDE.to_owned(), ctx.words.t("opinion-outside"));
    let is_open =
        channel.state == ChannelState::Open && channel.writing <= ctx.today && ctx.today <= channel.closes;
    let path = format!("/opinion/anonymous/{id}/send-sealed");
    let elsewhere = is_open.then(|| ctx.form_for::<SendSealed>(&path, "channel", id).rows("sealed", 6));
    let taken = ctx.outcome();
    let view = View {
        mark: card::mark_of(&channel),
        client: client::shown(&channel),
        taken,
        elsewhere,
        w: ctx.words,
        body,
        id: channel.id.to_string(),
        campaign: channel.campaign_id.to_string(),
        promise: channel.promise.lines().map(str::to_owned).collect(),
        eligible: channel.eligible,
        least_given: channel.least_given,
        writing: channel.writing,
        closes: channel.closes,
        is_open,
        surplus: surplus_of(&channel),
        is_released: channel.state == ChannelState::Released,
        subjects: choices
            .subjects
            .iter()
            .map(|named| (named.subject.id.to_string(), named.name.clone()))
            .collect(),
        contents: contents.chain([outside]).collect(),
        kinds: OpinionKind::ALL.iter().map(|kind| (kind.to_string(), ctx.words.code(*kind))).collect(),
        module: script::address(),
        send: format!("/api/v1/opinion/anonymous/{id}/send"),
        issuers: channel.issuer_keys().join(" "),
        second: channel.second_name,
        desk: channel.desk_key,
    };
    let title = ctx.words.t("opinion-envelope");
    ctx.page(title, view)
}
