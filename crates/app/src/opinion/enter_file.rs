//! The secretariat enters a letter that came as a file, on behalf of who was invited.

use base::house::Here;
use base::unit::Unit;
use base::web::{Act, Upload};
use base::{Failure, House, form};
use domain::common::Prose;
use domain::common::id::{InvitationId, PersonId};
use domain::opinion::{LetterSource, Visibility};
use jiff::civil::Date;

use super::incoming::{Incoming, Sent, landing_on_letter};
use super::on_behalf::{invitation_of, promise_of, received};
use super::reading;
use super::store::FileRow;

form! {
    /// A letter that came as a file.
    pub struct EnterFile = "opinion.enter_file" {
        /// Whose letter it is.
        invitation: one pick InvitationId,
        /// The day it was received.
        received: one date Date,
        /// The letter.
        file: one file Upload,
        /// Who sees the name, as it was promised with the invitation.
        visibility: one choice Visibility,
        /// What was read from the file before the unit; whatever was sent here is thrown away.
        read: many hidden Prose,
    }
}

impl Act for EnterFile {
    type Outcome = Sent;
    const LIMIT_MS: u64 = 5_000;
    const PREPARES: bool = true;

    async fn prepare(&mut self, _: &House, _: Option<PersonId>) -> Result<(), Failure> {
        self.read = reading::letter("file", &self.file)?;
        Ok(())
    }

    async fn run(&self, unit: &mut Unit) -> Result<Sent, Failure> {
        let campaign = unit.campaign()?;
        let letter = Incoming {
            invitation: Some(invitation_of(unit, self.invitation).await?),
            source: LetterSource::File,
            received: received(unit, self.received)?,
            visibility: self.visibility,
            promise: promise_of(unit, self.visibility).await?,
            file: Some(FileRow::of(unit, campaign, &self.file)?),
            paragraphs: self.read.clone(),
            drafts: Vec::new(),
        };
        letter.accept(unit).await
    }

    fn landing(&self, here: &Here, sent: &Sent) -> String {
        landing_on_letter(here, sent)
    }
}
