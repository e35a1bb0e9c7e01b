//! The list of those who may write without a name, as a file for the second issuer.

use base::Failure;
use base::config::HOME_ZONE;
use base::web::{Ctx, Page};

use super::eligible::{EligibleList, key_mark};
use super::store;

/// The file. There is none where no second issuer was named.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let review = ctx.review()?;
    let channel = store::channel_of(&mut ctx.db, review).await?.ok_or(Failure::Missing)?;
    let second = channel.second_key.as_deref().ok_or(Failure::Missing)?;
    let list = EligibleList {
        campaign: channel.campaign_id,
        channel: channel.id,
        issuer: key_mark(second),
        body: ctx.here.as_ref().map(|here| here.unit_name.clone()).unwrap_or_default(),
        ticket: format!("{}/opinion/{review}/ticket", ctx.house.config.public_url),
        opens: channel.opens,
        closes: channel.closes,
        zone: ctx.house.config.zone.iana_name().unwrap_or(HOME_ZONE).to_owned(),
        people: store::named_list_of(&mut ctx.db, channel.id).await?,
    };
    let name = format!("kiemdiem-danh-sach-{}.txt", list.issuer);
    ctx.file(name, "text/plain; charset=utf-8", list.to_string().into_bytes())
}
