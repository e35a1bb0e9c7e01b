//! The secretariat types a letter that came on paper, with the scan that shows it.

use base::files::FileKind;
use base::house::Here;
use base::unit::Unit;
use base::web::{Act, Upload};
use base::{Failure, form};
use domain::common::Prose;
use domain::common::id::InvitationId;
use domain::opinion::{LetterSource, Visibility};
use jiff::civil::Date;

use super::incoming::{Incoming, Sent, landing_on_letter};
use super::on_behalf::{invitation_of, promise_of, received};
use super::reading;
use super::store::FileRow;

/// What a scan is.
const SCANS: &[FileKind] = &[FileKind::Pdf, FileKind::Png, FileKind::Jpeg];

form! {
    /// A letter that came on paper.
    pub struct EnterPaper = "opinion.enter_paper" {
        /// Whose letter it is.
        invitation: one pick InvitationId,
        /// The day it was received.
        received: one date Date,
        /// The scan.
        scan: one file Upload,
        /// Its words, typed from the paper.
        text: one prose Prose,
        /// Who sees the name, as it was promised with the invitation.
        visibility: one choice Visibility,
    }
}

impl Act for EnterPaper {
    type Outcome = Sent;
    const LIMIT_MS: u64 = 5_000;

    async fn run(&self, unit: &mut Unit) -> Result<Sent, Failure> {
        let campaign = unit.campaign()?;
        let letter = Incoming {
            invitation: Some(invitation_of(unit, self.invitation).await?),
            source: LetterSource::Paper,
            received: received(unit, self.received)?,
            visibility: self.visibility,
            promise: promise_of(unit, self.visibility).await?,
            file: Some(FileRow::in_field(unit, campaign, ("scan", SCANS), &self.scan)?),
            paragraphs: reading::typed("text", &self.text)?,
            drafts: Vec::new(),
        };
        letter.accept(unit).await
    }

    fn landing(&self, here: &Here, sent: &Sent) -> String {
        landing_on_letter(here, sent)
    }
}
