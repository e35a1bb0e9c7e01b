//! Opening the way in for what is said without a name: the keys, the list and the thresholds enter the book now, and tickets
//! are given when they stand there.

use base::house::{Here, House};
use base::unit::{Notice, Unit};
use base::web::Act;
use base::{Failure, dice, form};
use domain::common::id::{CampaignId, ChannelId, PersonId, ReviewId};
use domain::opinion::ChannelState;
use domain::opinion::anonymous::{self as rules, OpeningFacts, Window};
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::anonymous::promise_text;
use super::channel_keys::{self, PublicKeys};
use super::incoming::body_of;
use super::promise::lang_of;
use super::store::{self, ChannelRow, TicketRow};
use crate::campaign::packs;
use crate::campaign::store::CampaignRow;

form! {
    /// A channel for what is said without a name.
    pub struct OpenChannel = "opinion.open_channel" {
        /// How many must be on the list.
        least_eligible: one number u16,
        /// How many envelopes must hold words before any is read.
        least_given: one number u16,
        /// From this day tickets are given.
        opens: one date Date,
        /// From this day envelopes are taken.
        writing: one date Date,
        /// On this day both end.
        closes: one date Date,
    } ready {
        /// The public keys, and whether this site has a second address.
        keys: Option<PublicKeys>,
    }
}

impl Act for OpenChannel {
    type Outcome = ChannelId;
    const LIMIT_MS: u64 = 5_000;
    const PREPARES: bool = true;

    async fn prepare(&mut self, house: &House, _: Option<PersonId>) -> Result<(), Failure> {
        if house.config.anonymous_origin().is_some() {
            self.keys = Some(channel_keys::make(&house.config).await?);
        }
        Ok(())
    }

    async fn run(&self, unit: &mut Unit) -> Result<ChannelId, Failure> {
        let (review, campaign) = (unit.review()?, unit.campaign()?);
        let list = store::eligible_of(unit, review).await?;
        self.decide(unit, (review, campaign), list.len()).await?;
        let keys = self.keys.as_ref().ok_or_else(|| Failure::Fault("a channel without keys".to_owned()))?;
        let pack = packs::of_campaign(unit, campaign).await?;
        let channel = ChannelRow {
            id: dice::unnamed().into(),
            campaign_id: campaign,
            review_id: review,
            issuer_key: keys.issuer.clone(),
            desk_key: keys.desk.clone(),
            eligible: i64::try_from(list.len()).unwrap_or(i64::MAX),
            eligible_digest: digest_of(&list),
            least_eligible: self.least_eligible.into(),
            least_given: self.least_given.into(),
            opens: self.opens,
            writing: self.writing,
            closes: self.closes,
            promise: promise_text(lang_of(&pack), &body_of(unit)?),
            opened_by: unit.person()?,
            state: ChannelState::Open,
            given: None,
            blank: None,
            version: 0,
        };
        let tickets = self.tickets(unit, &channel, &list);
        let told = told(&channel, &list, &body_of(unit)?);
        Ok(unit.commit("opinion.channel_opened", (channel, tickets), told).await?.0.id)
    }

    fn landing(&self, here: &Here, _: &ChannelId) -> String {
        format!("/opinion/{}/anonymous", here.key)
    }
}

impl OpenChannel {
    async fn decide(
        &self,
        unit: &mut Unit,
        (review, campaign): (ReviewId, CampaignId),
        n_eligible: usize,
    ) -> Result<(), Failure> {
        let row: CampaignRow = unit.need(campaign).await?;
        let pack = packs::of_campaign(unit, campaign).await?;
        let before = store::channel_of(unit, review).await?;
        rules::open_channel(OpeningFacts {
            has_second_address: self.keys.is_some(),
            n_before: before.is_some().into(),
            n_eligible: u32::try_from(n_eligible).unwrap_or(u32::MAX),
            least_of_pack: pack.parameters.anonymous_least.value.into(),
            least_eligible: self.least_eligible.into(),
            least_given: self.least_given.into(),
            today: unit.today(),
            campaign_closes: row.closes,
            window: Window { opens: self.opens, writing: self.writing, closes: self.closes },
        })?;
        Ok(())
    }

    fn tickets(&self, unit: &Unit, channel: &ChannelRow, list: &[PersonId]) -> Vec<TicketRow> {
        let row = |person: &PersonId| TicketRow {
            id: unit.name(),
            campaign_id: channel.campaign_id,
            channel_id: channel.id,
            person_id: *person,
            asked: None,
            answer: None,
            version: 0,
        };
        list.iter().map(row).collect()
    }
}

/// The digest of a list: of its keys, sorted, one a line.
fn digest_of(list: &[PersonId]) -> String {
    let mut keys: Vec<String> = list.iter().map(ToString::to_string).collect();
    keys.sort();
    hex::encode(Sha256::digest(format!("kiemdiem/eligible/v1\n{}", keys.join("\n")).as_bytes()))
}

/// Everyone on the list is told at once: who takes a ticket says nothing by it.
fn told(channel: &ChannelRow, list: &[PersonId], body: &str) -> Vec<Notice> {
    let link = format!("/opinion/{}/ticket", channel.review_id);
    let notice = |person: &PersonId| {
        Notice::new(*person, "notice-opinion-channel-opened", link.clone())
            .arg("body", body)
            .arg("closes", base::web::day(channel.closes))
    };
    list.iter().map(notice).collect()
}
