//! Opening the way in for what is said without a name: the keys, the list and the thresholds enter the book now, and tickets
//! are given when they stand there.

use base::house::{Here, House};
use base::unit::{Notice, Unit};
use base::web::Act;
use base::{Failure, dice, form};
use domain::common::id::{CampaignId, ChannelId, PersonId, ReviewId};
use domain::opinion::ChannelState;
use domain::opinion::anonymous::{self as rules, OpeningFacts, SecondFacts, Window};
use jiff::civil::Date;
use secrecy::{CardRefused, SecondIssuer};

use super::anonymous::promise_text;
use super::channel_keys::{self, PublicKeys};
use super::incoming::body_of;
use super::promise::lang_of;
use super::store::{self, ChannelRow, TicketRow};
use super::{card, eligible};
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
        /// The card of a body on another machine that signs tickets too.
        second_issuer: maybe prose String,
    } ready {
        /// The public keys, and whether this site has a second address.
        keys: Option<PublicKeys>,
        /// What stands on the card.
        second: Option<Second>,
        /// The digest of the single-file client, as this release has it.
        client: Option<String>,
    }
}

/// A second issuer whose card was read.
#[derive(Clone, Debug)]
pub struct Second {
    card: SecondIssuer,
    key: String,
    is_here: bool,
}

impl Second {
    fn read(text: &str, house: &House) -> Result<Self, Failure> {
        let card = SecondIssuer::parse(text).map_err(|refused| {
            let said = match refused {
                CardRefused::NoCard => "opinion-second-issuer-no-card",
                CardRefused::Name => "opinion-second-issuer-wrong-name",
                CardRefused::Address => "opinion-second-issuer-wrong-address",
                CardRefused::Check => "opinion-second-issuer-changed",
            };
            Failure::field("second_issuer", said)
        })?;
        let key = card.key.to_text().map_err(|error| Failure::Fault(error.to_string()))?;
        Ok(Second { is_here: house.config.is_own(&card.address), key, card })
    }
}

impl Act for OpenChannel {
    type Outcome = ChannelId;
    const LIMIT_MS: u64 = 5_000;
    const PREPARES: bool = true;

    async fn prepare(&mut self, house: &House, _: Option<PersonId>) -> Result<(), Failure> {
        self.second = self.second_issuer.as_deref().map(|text| Second::read(text, house)).transpose()?;
        if house.config.anonymous_origin().is_some() {
            // Later releases bring another file; this one is given out as long as the channel is read.
            self.client = Some(house.files.put(secrecy::client_page().as_bytes())?);
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
        let second = self.second.as_ref();
        let channel = ChannelRow {
            id: dice::unnamed().into(),
            campaign_id: campaign,
            review_id: review,
            issuer_key: keys.issuer.clone(),
            desk_key: keys.desk.clone(),
            eligible: i64::try_from(list.len()).unwrap_or(i64::MAX),
            eligible_digest: eligible::digest_of(&list),
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
            second_name: second.map(|second| second.card.name.clone()),
            second_address: second.map(|second| second.card.address.clone()),
            second_key: second.map(|second| second.key.clone()),
            client_digest: self.client.clone(),
            surplus: None,
            version: 0,
        };
        let tickets = self.tickets(unit, &channel, &list);
        let told = told(&channel, &list, &body_of(unit)?);
        let facts = card::facts_of(&channel);
        let opened = unit.commit("opinion.channel_opened", (channel, tickets), told).await?.0.id;
        unit.commit("opinion.card_written", facts, Vec::new()).await?;
        Ok(opened)
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
        let second = match &self.second {
            Some(Second { key, is_here, .. }) => {
                Some(SecondFacts { is_here: *is_here, n_used: store::channels_with_key(unit, key).await? })
            }
            None => None,
        };
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
            second,
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
