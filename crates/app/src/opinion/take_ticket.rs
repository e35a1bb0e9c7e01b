//! Somebody on the list gets a ticket: the issuer signs what it cannot read. The same request gets the same answer, another
//! is refused.

use base::db::find;
use base::house::{Here, House};
use base::unit::Unit;
use base::web::Act;
use base::{Failure, book, dice, form};
use domain::common::id::{ChannelId, PersonId};
use domain::opinion::anonymous::{self as rules, Before, Taken, TicketFacts};
use secrecy::Blinded;
use sha2::{Digest, Sha256};

use super::channel_keys;
use super::store::{self, ChannelRow, TicketRow};
use crate::campaign::same_review;

form! {
    /// A request for a ticket.
    pub struct TakeTicket = "opinion.take_ticket" {
        /// The channel.
        channel: one hidden ChannelId,
        /// The request, blinded in the browser or by a program of the holder's own.
        blinded: one prose String,
    } ready {
        /// The issuer's answer.
        answer: Option<String>,
    }
}

impl Act for TakeTicket {
    /// The issuer's answer.
    type Outcome = String;
    const PREPARES: bool = true;

    async fn prepare(&mut self, house: &House, _: Option<PersonId>) -> Result<(), Failure> {
        let mut link = house.database.read().await?;
        let channel: ChannelRow = find(&mut link, self.channel).await?.ok_or(Failure::Missing)?;
        let wrong = || Failure::field("blinded", "opinion-ticket-needs-browser");
        let blinded = Blinded::parse(&self.blinded).map_err(|_| wrong())?;
        let keys = channel_keys::read(&house.config, &channel)?;
        let answer = keys.issuer.sign(&mut dice::chance(), &blinded).map_err(|_| wrong())?;
        self.answer = Some(answer.to_string());
        Ok(())
    }

    async fn run(&self, unit: &mut Unit) -> Result<String, Failure> {
        let (review, person) = (unit.review()?, unit.person()?);
        let channel: ChannelRow = unit.need(self.channel).await?;
        same_review(channel.review_id, review)?;
        let ticket = store::ticket_of(unit, channel.id, person).await?;
        let asked = hex::encode(Sha256::digest(self.blinded.trim().as_bytes()));
        let stamp = book::stamp_of(unit, "opinion_channel", &channel.id.to_string()).await?;
        let taken = rules::give_ticket(TicketFacts {
            is_eligible: ticket.is_some(),
            is_in_log: stamp.is_some_and(|stamp| stamp.place.is_some()),
            today: unit.today(),
            window: channel.window(),
            state: channel.state,
            before: match ticket.as_ref().and_then(|ticket| ticket.asked.as_ref()) {
                None => Before::Nothing,
                Some(before) if *before == asked => Before::Same,
                Some(_) => Before::Other,
            },
        })?;
        let ticket = ticket.ok_or(Failure::Missing)?;
        let answer = match taken {
            Taken::Before => ticket.answer,
            Taken::Now => {
                let ticket = TicketRow { asked: Some(asked), answer: self.answer.clone(), ..ticket };
                unit.commit("opinion.ticket_given", ticket, vec![]).await?.answer
            }
        };
        answer.ok_or_else(|| Failure::Fault("a ticket without an answer".to_owned()))
    }

    fn landing(&self, here: &Here, _: &String) -> String {
        format!("/opinion/{}/ticket", here.key)
    }
}
