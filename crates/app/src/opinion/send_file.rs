//! A contributor sends a letter as a file, under the promise that was shown.

use base::house::Here;
use base::unit::Unit;
use base::web::{Act, Upload};
use base::{Failure, House, form};
use domain::common::Prose;
use domain::common::id::PersonId;
use domain::opinion::{LetterSource, Visibility};

use super::incoming::{Incoming, Sent, body_of, landing_on_receipt};
use super::store::{self, FileRow};
use super::{promise, reading};

form! {
    /// A letter as a file.
    pub struct SendFile = "opinion.send_file" {
        /// The promises that were shown.
        shown: one hidden String,
        /// The letter.
        file: one file Upload,
        /// Who sees the name.
        visibility: one choice Visibility,
        /// What was read from the file before the unit; whatever was sent here is thrown away.
        read: many hidden Prose,
    }
}

impl Act for SendFile {
    type Outcome = Sent;
    const LIMIT_MS: u64 = 5_000;
    const PREPARES: bool = true;

    async fn prepare(&mut self, _: &House, _: Option<PersonId>) -> Result<(), Failure> {
        self.read = reading::letter("file", &self.file)?;
        Ok(())
    }

    async fn run(&self, unit: &mut Unit) -> Result<Sent, Failure> {
        let (review, campaign, person) = (unit.review()?, unit.campaign()?, unit.person()?);
        let letter = Incoming {
            invitation: store::invitation_of_person(unit, review, person).await?,
            source: LetterSource::File,
            received: unit.today(),
            visibility: self.visibility,
            promise: promise::frozen(&self.shown, self.visibility, &body_of(unit)?)?,
            file: Some(FileRow::of(unit, campaign, &self.file)?),
            paragraphs: self.read.clone(),
            drafts: Vec::new(),
        };
        letter.accept(unit).await
    }

    fn landing(&self, _: &Here, sent: &Sent) -> String {
        landing_on_receipt(sent)
    }
}
