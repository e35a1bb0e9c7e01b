//! A contributor sends what was written, as one letter, under the promise that was shown.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, form};
use domain::common::Prose;
use domain::opinion::{LetterSource, Visibility};

use super::incoming::{Incoming, Sent, body_of, landing_on_receipt};
use super::promise;
use super::store::{self, DraftRow};

form! {
    /// A letter to be sent.
    pub struct SendLetter = "opinion.send_letter" {
        /// The promises that were shown.
        shown: one hidden String,
        /// Who sees the name.
        visibility: one choice Visibility,
    }
}

impl Act for SendLetter {
    type Outcome = Sent;
    const LIMIT_MS: u64 = 2_000;

    async fn run(&self, unit: &mut Unit) -> Result<Sent, Failure> {
        let (review, person) = (unit.review()?, unit.person()?);
        let drafts = store::drafts_of(unit, review, person).await?;
        let text = |draft: &DraftRow| draft.text.clone();
        let paragraphs: Vec<Prose> = drafts.iter().map(text).collect();
        let letter = Incoming {
            invitation: store::invitation_of_person(unit, review, person).await?,
            source: LetterSource::Form,
            received: unit.today(),
            visibility: self.visibility,
            promise: promise::frozen(&self.shown, self.visibility, &body_of(unit)?)?,
            file: None,
            paragraphs,
            drafts,
        };
        letter.accept(unit).await
    }

    fn landing(&self, _: &Here, sent: &Sent) -> String {
        landing_on_receipt(sent)
    }
}
