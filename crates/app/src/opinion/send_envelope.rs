//! An envelope comes in at the second address: somebody of those on the list, nobody knows who. Nothing is written but the
//! envelope under the mark of its ticket: no actor, no moment, no place in an order, no leaf of its own.

use base::db::find;
use base::house::{Here, House};
use base::unit::{Unit, Working};
use base::web::Act;
use base::{Failure, dice, form};
use domain::common::id::{ChannelId, PersonId};
use domain::opinion::anonymous::{self as rules, Before, EnvelopeFacts, Taken};
use jiff::civil::Date;
use secrecy::{SIZES, Token};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::channel_keys::{issuers_of, purpose_of};
use super::envelope_promise::Promising;
use super::store::{ChannelRow, EnvelopeRow};

form! {
    /// A sealed envelope, with its ticket.
    pub struct SendEnvelope = "opinion.send_envelope" {
        /// The channel.
        channel: one hidden ChannelId,
        /// The ticket.
        token: one hidden String,
        /// What was sealed in the browser: the words, and the digest of the receipt that the browser made.
        envelope: one hidden String,
    } ready {
        /// The mark of the ticket, when it is one of this channel.
        mark: Option<String>,
        /// The envelope, when it can be one.
        sealed: Option<Vec<u8>>,
        /// Who promises that it will stand in the book.
        promising: Option<Promising>,
    }
}

/// What whoever sent an envelope is told. The same envelope is always answered alike.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EnvelopeTaken {
    /// The mark of the ticket, under which the book will know the envelope.
    pub mark: String,
    /// What the book will say of it.
    pub commitment: String,
    /// With this salt the commitment can be made anew from the envelope.
    pub salt: String,
    /// By this day it stands in the book.
    pub by: Date,
    /// The same, signed: a note under the key with which this node promises.
    pub promise: String,
}

impl Act for SendEnvelope {
    type Outcome = EnvelopeTaken;
    const PREPARES: bool = true;

    async fn prepare(&mut self, house: &House, _: Option<PersonId>) -> Result<(), Failure> {
        let mut link = house.database.read().await?;
        let channel: ChannelRow = find(&mut link, self.channel).await?.ok_or(Failure::Missing)?;
        let issuers = issuers_of(&channel)?;
        let token = Token::parse(&self.token);
        let mark = token.and_then(|token| token.verify(&purpose_of(&channel), &issuers));
        self.mark = mark.ok().map(|mark| mark.to_string());
        self.promising = Some(Promising::of(&house.config, &mut link).await?);
        self.sealed = secrecy::from_text(&self.envelope).filter(|bytes| SIZES.contains(&bytes.len()));
        Ok(())
    }

    async fn run(&self, unit: &mut Unit) -> Result<EnvelopeTaken, Failure> {
        let channel: ChannelRow = unit.need(self.channel).await?;
        let before: Option<EnvelopeRow> = match &self.mark {
            Some(mark) => find(unit, mark.clone()).await?,
            None => None,
        };
        let body = self.body();
        let taken = rules::take_envelope(EnvelopeFacts {
            is_ticket_good: self.mark.is_some(),
            does_fit: self.sealed.is_some(),
            today: unit.today(),
            window: channel.window(),
            state: channel.state,
            before: match &before {
                None => Before::Nothing,
                Some(row) if row.body == body => Before::Same,
                Some(_) => Before::Other,
            },
        })?;
        let row = match (taken, before) {
            (Taken::Before, Some(row)) => row,
            _ => unit.keep(Working(self.row(body)?)).await?,
        };
        self.answer(&row, channel.closes)
    }

    fn landing(&self, _: &Here, _: &EnvelopeTaken) -> String {
        format!("/opinion/anonymous/{}", self.channel)
    }
}

impl SendEnvelope {
    /// An envelope that was sealed elsewhere.
    pub(super) fn of(channel: ChannelId, sealed: &secrecy::Sealed) -> Self {
        let (token, envelope) = (sealed.token.to_string(), secrecy::to_text(&sealed.envelope));
        SendEnvelope { channel, token, envelope, mark: None, sealed: None, promising: None }
    }

    fn body(&self) -> String {
        hex::encode(Sha256::digest(self.envelope.as_bytes()))
    }

    fn answer(&self, row: &EnvelopeRow, closes: Date) -> Result<EnvelopeTaken, Failure> {
        let by = closes.tomorrow().map_err(|error| Failure::Fault(error.to_string()))?;
        let promising = self.promising.as_ref();
        let promising =
            promising.ok_or_else(|| Failure::Fault("an envelope without a promise".to_owned()))?;
        let commitment = commitment_of(row);
        Ok(EnvelopeTaken {
            promise: promising.sign(row.channel_id, &row.id, &commitment, by)?,
            mark: row.id.clone(),
            commitment,
            salt: hex::encode(&row.salt),
            by,
        })
    }

    fn row(&self, body: String) -> Result<EnvelopeRow, Failure> {
        let whole = self.mark.clone().zip(self.sealed.clone());
        let (mark, envelope) =
            whole.ok_or_else(|| Failure::Fault("an envelope without its mark".to_owned()))?;
        Ok(EnvelopeRow {
            id: mark,
            channel_id: self.channel,
            body,
            salt: dice::bytes32().to_vec(),
            envelope,
            is_marked: false,
            version: 0,
        })
    }
}

/// What the book knows of an envelope.
pub(super) fn commitment_of(row: &EnvelopeRow) -> String {
    let digest = Sha256::new().chain_update(b"kiemdiem/envelope-mark/v1\n").chain_update(&row.salt);
    hex::encode(digest.chain_update(&row.envelope).finalize())
}
