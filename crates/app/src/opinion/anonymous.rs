//! The secretariat's page of what is said without a name: whether it is possible here, the channel, its days and keys, and the
//! opening of the envelopes.

use askama::Template;
use base::Failure;
use base::web::{Ctx, FormView, Lang, Page, Words};
use domain::opinion::ChannelState;
use domain::opinion::anonymous::LEAST_GIVEN;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use super::eligible::key_mark;
use super::figures::{Figure, alone, part_of, surplus_of};
use super::store::{self, ChannelRow, ExtensionRow};
use super::{DestroyUnread, ExtendChannel, KEEPERS, OpenChannel, ReleaseAnonymous, SECRETARY};
use super::{card, client};
use crate::campaign::packs;
use crate::campaign::store::CampaignRow;
use crate::lookup;

/// As [`domain::opinion::too_few::MOST_EXTENSIONS`], for what the page offers.
const MOST_EXTENSIONS: usize = 2;
/// What is offered as threshold where the rules ask for less.
const USUAL_LEAST: u16 = 10;

#[derive(Template, Serialize)]
#[template(path = "opinion/views/anonymous.html")]
struct View {
    #[serde(skip)]
    w: Words,
    review: String,
    body: String,
    /// Whether this site has a second address.
    is_possible: bool,
    eligible: usize,
    least_of_pack: u16,
    promise: Vec<String>,
    channel: Option<Channel>,
    #[serde(skip)]
    open: Option<FormView>,
}

/// The channel as it stands.
#[derive(Serialize)]
struct Channel {
    eligible: i64,
    least_eligible: i64,
    least_given: i64,
    opens: Date,
    writing: Date,
    closes: Date,
    is_released: bool,
    is_over: bool,
    tickets: Figure,
    given: Option<i64>,
    blank: Figure,
    /// By how many envelopes exceeded tickets, where they did.
    surplus: Option<Figure>,
    is_unread: bool,
    extensions: Vec<ExtensionRow>,
    /// The page of the second address.
    address: String,
    /// The marks of the public keys, for comparing by eye.
    keys: Vec<String>,
    /// The body on another machine that signs tickets too: its name, its address, the mark of its key.
    second: Option<(String, String, String)>,
    /// The digest of the list.
    list: String,
    /// Whether the reader may fetch the list for the second issuer.
    may_hand: bool,
    /// What two people compare, so that nobody was given keys of their own.
    mark: String,
    /// The digest of the single-file client that stands in the book, and the same in groups.
    client: Option<(String, String)>,
    #[serde(skip)]
    release: Option<FormView>,
    #[serde(skip)]
    extend: Option<FormView>,
    #[serde(skip)]
    destroy: Option<FormView>,
}

/// The promise under which something is said without a name: one sentence a line.
pub(super) fn promise_text(lang: Lang, body: &str) -> String {
    promise_lines(lang, body).join("\n")
}

pub(super) fn promise_lines(lang: Lang, body: &str) -> Vec<String> {
    let args = [("body", body.to_owned())];
    let say = |part: &str| lookup(lang, &format!("opinion-promise-anonymous.{part}"), &args);
    ["words", "name", "kept", "not"].into_iter().filter_map(say).collect()
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let (review, campaign) = (ctx.review()?, ctx.campaign()?);
    let body = ctx.here.as_ref().map(|here| here.unit_name.clone()).unwrap_or_default();
    let origin = ctx.house.config.anonymous_origin().map(str::to_owned);
    let pack = packs::of_campaign(&mut ctx.db, campaign).await?;
    let least_of_pack = pack.parameters.anonymous_least.value;
    let eligible = store::eligible_of(&mut ctx.db, review).await?.len();
    let found = store::channel_of(&mut ctx.db, review).await?;
    let promise = match &found {
        Some(channel) => channel.promise.lines().map(str::to_owned).collect(),
        None => promise_lines(ctx.words.lang(), &body),
    };
    let may_open = found.is_none() && origin.is_some() && ctx.may(KEEPERS);
    let closes = base::db::find::<CampaignRow>(&mut ctx.db, campaign).await?.map(|row| row.closes);
    let open = may_open.then(|| opening(&ctx, least_of_pack, closes));
    let channel = match found {
        Some(row) => Some(channel(&mut ctx, row, origin.as_deref()).await?),
        None => None,
    };
    let view = View {
        w: ctx.words,
        review: review.to_string(),
        body,
        is_possible: origin.is_some(),
        eligible,
        least_of_pack,
        promise,
        channel,
        open,
    };
    let title = ctx.words.t("opinion-anonymous");
    ctx.page(title, view)
}

/// The form, filled in as is usual.
fn opening(ctx: &Ctx, least: u16, campaign_closes: Option<Date>) -> FormView {
    let path =
        format!("/opinion/{}/anonymous/open", ctx.here.as_ref().map(|h| h.key.as_str()).unwrap_or_default());
    let later = |days: i64| ctx.today.checked_add(days.days()).unwrap_or(ctx.today);
    let closes = campaign_closes.map_or(later(14), |end| later(14).min(end));
    ctx.form::<OpenChannel>(&path)
        .value("least_eligible", least.max(USUAL_LEAST))
        .value("least_given", LEAST_GIVEN)
        .value("opens", base::web::day(ctx.today))
        .value("writing", base::web::day(later(2)))
        .value("closes", base::web::day(closes))
        .main()
}

async fn channel(ctx: &mut Ctx, row: ChannelRow, origin: Option<&str>) -> Result<Channel, Failure> {
    ctx.stamp::<ChannelRow>(row.id);
    let tickets = store::tickets_given(&mut ctx.db, row.id).await?;
    let extensions = store::extensions_of(&mut ctx.db, row.id).await?;
    let is_over = row.closes < ctx.today;
    let is_released = row.state == ChannelState::Released;
    let waits = is_over && matches!(row.state, ChannelState::Open | ChannelState::Closed);
    let path = format!("/opinion/{}/anonymous", row.review_id);
    let release = || ctx.form_for::<ReleaseAnonymous>(&format!("{path}/release"), "channel", row.id).main();
    let release = (waits && ctx.may(SECRETARY)).then(release);
    let destroy = || ctx.form_for::<DestroyUnread>(&format!("{path}/destroy"), "channel", row.id).quiet();
    let destroy = (waits && ctx.may(SECRETARY)).then(destroy);
    let later = ctx.today.checked_add(7.days()).unwrap_or(ctx.today);
    let extend = || {
        let form = ctx.form_for::<ExtendChannel>(&format!("{path}/extend"), "channel", row.id);
        form.value("closes", base::web::day(later))
    };
    let may_extend = waits && extensions.len() < MOST_EXTENSIONS && ctx.may(KEEPERS);
    let extend = may_extend.then(extend);
    let second = row.second_name.clone().zip(row.second_address.clone()).zip(row.second_key.as_deref());
    let second = second.map(|((name, address), key)| (name, address, key_mark(key)));
    Ok(Channel {
        eligible: row.eligible,
        least_eligible: row.least_eligible,
        least_given: row.least_given,
        opens: row.opens,
        writing: row.writing,
        closes: row.closes,
        is_released,
        is_over,
        tickets: part_of(row.eligible, tickets, row.least_given),
        given: row.given,
        blank: alone(row.blank.unwrap_or_default(), row.least_given),
        surplus: surplus_of(&row),
        is_unread: row.state == ChannelState::Unread,
        address: format!("{}/opinion/anonymous/{}", origin.unwrap_or_default(), row.id),
        keys: [&row.issuer_key, &row.desk_key].map(|key| key_mark(key)).to_vec(),
        may_hand: second.is_some() && ctx.may(SECRETARY),
        second,
        mark: card::mark_of(&row),
        client: client::shown(&row),
        list: row.eligible_digest,
        extensions,
        release,
        extend,
        destroy,
    })
}
