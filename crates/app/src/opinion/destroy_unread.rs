//! Too few wrote, and it stays so: the envelopes are destroyed, as was promised, and nobody has read one.

use base::house::{Here, House};
use base::unit::{Notice, Unit};
use base::web::Act;
use base::{Failure, form};
use domain::common::id::{ChannelId, PersonId};
use domain::opinion::{ChannelState, too_few as rules};

use super::given::{Given, counted, facts};
use super::incoming::body_of;
use super::mark_envelopes::{FORGET, marks_of};
use super::store::{self, ChannelRow, EnvelopeRow};
use crate::campaign::same_review;

form! {
    /// Envelopes to be destroyed.
    pub struct DestroyUnread = "opinion.destroy_unread" {
        /// The channel.
        channel: one hidden ChannelId,
    } ready {
        /// How many envelopes hold words.
        given: Given,
    }
}

impl Act for DestroyUnread {
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
        rules::too_few(facts(&channel, &self.given, unit.today()))?;
        let envelopes = store::envelopes_of(unit, channel.id).await?;
        if !envelopes.iter().map(|row| &row.id).eq(&self.given.opened) {
            return Err(Failure::Stale);
        }
        // Each sender finds in the book what they were told would stand there, read or not.
        let waiting: Vec<EnvelopeRow> = envelopes.into_iter().filter(|row| !row.is_marked).collect();
        let marks = marks_of(&channel, &waiting);
        let told = told(unit, &channel).await?;
        let id = channel.id;
        let channel = ChannelRow { state: ChannelState::Unread, ..channel };
        unit.commit("opinion.destroyed_unread", (channel, marks), told).await?;
        store::destroy_envelopes(unit, id).await?;
        unit.enqueue(FORGET, String::new(), unit.at()).await?;
        Ok(id)
    }

    fn landing(&self, here: &Here, _: &ChannelId) -> String {
        format!("/opinion/{}/anonymous", here.key)
    }
}

async fn told(unit: &mut Unit, channel: &ChannelRow) -> Result<Vec<Notice>, Failure> {
    let body = body_of(unit)?;
    let link = format!("/opinion/{}/write", channel.review_id);
    let people = store::list_of(unit, channel.id).await?;
    let notice = |person: PersonId| {
        Notice::new(person, "notice-opinion-destroyed-unread", link.clone()).arg("body", &body)
    };
    Ok(people.into_iter().map(notice).collect())
}
