//! Where somebody on the list takes a ticket: what it is for, who will read, what is not protected, and what to do with it.

use askama::Template;
use base::Failure;
use base::web::{Ctx, FormView, Page, Words};
use domain::opinion::ChannelState;
use jiff::civil::Date;
use serde::Serialize;

use super::TakeTicket;
use super::figures::{Figure, surplus_of};
use super::script;
use super::store::{self, ChannelRow};
use super::{card, client};

#[derive(Template, Serialize)]
#[template(path = "opinion/views/ticket.html")]
struct View {
    #[serde(skip)]
    w: Words,
    body: String,
    review: String,
    channel: Option<Channel>,
}

#[derive(Serialize)]
struct Channel {
    id: String,
    campaign: String,
    /// The keys of those who sign tickets, separated by spaces.
    issuers: String,
    /// The body on another machine that signs too: its name and address.
    second: Option<(String, String)>,
    promise: Vec<String>,
    eligible: i64,
    least_given: i64,
    opens: Date,
    writing: Date,
    closes: Date,
    is_on_list: bool,
    /// By how many envelopes exceeded tickets, where they did.
    surplus: Option<Figure>,
    is_open: bool,
    /// The issuer's answer to the reader's own request.
    answer: String,
    /// The page of the second address.
    address: String,
    #[serde(skip)]
    module: String,
    #[serde(skip)]
    take: Option<FormView>,
    /// What two people compare, so that nobody was given keys of their own.
    mark: String,
    /// The digest of the single-file client that stands in the book, and the same in groups.
    client: Option<(String, String)>,
    #[serde(skip)]
    elsewhere: Option<FormView>,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let review = ctx.review()?;
    let body = ctx.here.as_ref().map(|here| here.unit_name.clone()).unwrap_or_default();
    let channel = match store::channel_of(&mut ctx.db, review).await? {
        Some(row) => Some(channel(&mut ctx, row).await?),
        None => None,
    };
    let view = View { w: ctx.words, body, review: review.to_string(), channel };
    let title = ctx.words.t("opinion-ticket");
    ctx.page(title, view)
}

async fn channel(ctx: &mut Ctx, row: ChannelRow) -> Result<Channel, Failure> {
    ctx.stamp::<ChannelRow>(row.id);
    let person = ctx.person()?;
    let ticket = store::ticket_of(&mut ctx.db, row.id, person).await?;
    let is_on_list = ticket.is_some();
    let answer = ticket.and_then(|ticket| ticket.answer).unwrap_or_default();
    let is_open = row.state == ChannelState::Open && row.opens <= ctx.today && ctx.today <= row.closes;
    let path = format!("/opinion/{}/ticket/take", row.review_id);
    let may_take = is_on_list && is_open && answer.is_empty();
    let form = || ctx.form_for::<TakeTicket>(&path, "channel", row.id);
    let take = may_take.then(|| form().without(&["blinded"]).main());
    let button = ctx.words.t("opinion-ticket-elsewhere-send");
    let elsewhere = may_take.then(|| form().rows("blinded", 5).button(button));
    let origin = ctx.house.config.anonymous_origin().unwrap_or_default();
    Ok(Channel {
        id: row.id.to_string(),
        campaign: row.campaign_id.to_string(),
        address: format!("{origin}/opinion/anonymous/{}", row.id),
        issuers: row.issuer_keys().join(" "),
        surplus: surplus_of(&row),
        mark: card::mark_of(&row),
        client: client::shown(&row),
        second: row.second_name.zip(row.second_address),
        elsewhere,
        promise: row.promise.lines().map(str::to_owned).collect(),
        eligible: row.eligible,
        least_given: row.least_given,
        opens: row.opens,
        writing: row.writing,
        closes: row.closes,
        is_on_list,
        is_open,
        answer,
        module: script::address(),
        take,
    })
}
