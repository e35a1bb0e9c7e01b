//! Too few wrote: the days of the channel are extended, and everyone on its list is told. How many came is said to nobody.

use base::house::{Here, House};
use base::unit::{Notice, Unit};
use base::web::Act;
use base::{Failure, form};
use domain::common::id::{ChannelId, PersonId};
use domain::opinion::{ChannelState, too_few as rules};
use jiff::civil::Date;

use super::given::{Given, counted, facts};
use super::incoming::body_of;
use super::store::{self, ChannelRow, ExtensionRow};
use crate::campaign::same_review;
use crate::campaign::store::CampaignRow;

form! {
    /// Days that are extended.
    pub struct ExtendChannel = "opinion.extend_channel" {
        /// The channel.
        channel: one hidden ChannelId,
        /// The new last day.
        closes: one date Date,
    } ready {
        /// How many envelopes hold words.
        given: Given,
    }
}

impl Act for ExtendChannel {
    type Outcome = ChannelId;
    const LIMIT_MS: u64 = 5_000;
    const PREPARES: bool = true;

    async fn prepare(&mut self, house: &House, _: Option<PersonId>) -> Result<(), Failure> {
        self.given = counted(house, self.channel).await?;
        Ok(())
    }

    async fn run(&self, unit: &mut Unit) -> Result<ChannelId, Failure> {
        let review = unit.review()?;
        let channel: ChannelRow = unit.need(self.channel).await?;
        same_review(channel.review_id, review)?;
        let before = store::extensions_of(unit, channel.id).await?;
        let n_before = i64::try_from(before.len()).unwrap_or(i64::MAX);
        let campaign: CampaignRow = unit.need(channel.campaign_id).await?;
        let facts = facts(&channel, &self.given, unit.today());
        let window = rules::extend(facts, n_before, self.closes, campaign.closes)?;
        let extension = ExtensionRow {
            id: unit.name(),
            campaign_id: channel.campaign_id,
            channel_id: channel.id,
            number: n_before + 1,
            closed: channel.closes,
            closes: window.closes,
            extended_by: unit.person()?,
            extended_at: unit.at(),
            version: 0,
        };
        let told = told(unit, &channel, window.closes).await?;
        let channel = ChannelRow { closes: window.closes, state: ChannelState::Open, ..channel };
        Ok(unit.commit("opinion.channel_extended", (extension, channel), told).await?.1.id)
    }

    fn landing(&self, here: &Here, _: &ChannelId) -> String {
        format!("/opinion/{}/anonymous", here.key)
    }
}

/// Everyone on the list is told the same, whether they have written or not.
async fn told(unit: &mut Unit, channel: &ChannelRow, closes: Date) -> Result<Vec<Notice>, Failure> {
    let body = body_of(unit)?;
    let link = format!("/opinion/{}/ticket", channel.review_id);
    let people = store::list_of(unit, channel.id).await?;
    let notice = |person: PersonId| {
        Notice::new(person, "notice-opinion-channel-extended", link.clone())
            .arg("body", &body)
            .arg("closes", base::web::day(closes))
    };
    Ok(people.into_iter().map(notice).collect())
}
