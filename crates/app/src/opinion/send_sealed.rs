//! An envelope that was sealed elsewhere comes in at the second address, by an ordinary form: by those who trust no script of
//! ours, and where the network has no encryption. From here on it is an envelope like any other.

use base::db::find;
use base::house::{Here, House};
use base::unit::Unit;
use base::web::{Act, Upload};
use base::{Failure, form};
use domain::common::id::{ChannelId, PersonId};
use secrecy::{Sealed, SealedRefused, TokenRefused};

use super::channel_keys::{issuers_of, purpose_of};
use super::send_envelope::{EnvelopeTaken, SendEnvelope};
use super::store::ChannelRow;

form! {
    /// An envelope with its ticket, as a program of the holder's own sealed it.
    pub struct SendSealed = "opinion.send_sealed" {
        /// The channel.
        channel: one hidden ChannelId,
        /// The file that the program wrote; it is read and not kept.
        file: passed file Upload,
        /// Or its text.
        sealed: maybe prose String,
    } ready {
        /// The envelope, when it is whole and its ticket is one of this channel.
        envelope: Option<SendEnvelope>,
    }
}

impl Act for SendSealed {
    type Outcome = EnvelopeTaken;
    const PREPARES: bool = true;
    /// The mark of a ticket belongs into no address.
    const STAYS: bool = true;

    async fn prepare(&mut self, house: &House, person: Option<PersonId>) -> Result<(), Failure> {
        let mut link = house.database.read().await?;
        let channel: ChannelRow = find(&mut link, self.channel).await?.ok_or(Failure::Missing)?;
        drop(link);
        let sealed = self.read()?;
        let issuers = issuers_of(&channel)?;
        sealed.token.verify(&purpose_of(&channel), &issuers).map_err(|refused| match refused {
            TokenRefused::OtherPurpose => self.wrong("opinion-fault-other-purpose"),
            _ => self.wrong("opinion-fault-signature"),
        })?;
        let mut envelope = SendEnvelope::of(self.channel, &sealed);
        envelope.prepare(house, person).await?;
        self.envelope = Some(envelope);
        Ok(())
    }

    async fn run(&self, unit: &mut Unit) -> Result<EnvelopeTaken, Failure> {
        let envelope = self.envelope.as_ref();
        envelope.ok_or_else(|| Failure::Fault("an envelope that was not read".to_owned()))?.run(unit).await
    }

    fn landing(&self, _: &Here, _: &EnvelopeTaken) -> String {
        format!("/opinion/anonymous/{}", self.channel)
    }
}

impl SendSealed {
    fn read(&self) -> Result<Sealed, Failure> {
        let of_file = self.file.as_ref().map(|file| String::from_utf8_lossy(&file.bytes).into_owned());
        let text = of_file.or_else(|| self.sealed.clone());
        let text = text.ok_or_else(|| self.wrong("opinion-sealed-missing"))?;
        Sealed::parse(&text).map_err(|refused| {
            self.wrong(match refused {
                SealedRefused::NoEnvelope => "opinion-sealed-no-envelope",
                SealedRefused::Token => "opinion-fault-no-token",
                SealedRefused::Envelope => "opinion-sealed-cut-off",
            })
        })
    }

    /// Said at the field that was filled in.
    fn wrong(&self, key: &str) -> Failure {
        Failure::field(if self.file.is_some() { "file" } else { "sealed" }, key)
    }
}
