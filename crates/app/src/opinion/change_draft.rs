//! A contributor changes an opinion that is not sent yet.

use base::house::Here;
use base::unit::{Unit, Working};
use base::web::Act;
use base::{Failure, form};
use domain::common::Prose;
use domain::common::id::SubjectId;
use domain::opinion::OpinionKind;
use uuid::Uuid;

use super::about_what::{check_content, subject_of};
use super::reading;
use super::store::DraftRow;

form! {
    /// An opinion that is not sent yet, changed.
    pub struct ChangeDraft = "opinion.change_draft" {
        /// The draft.
        draft: one hidden Uuid,
        /// Its version on the page.
        version: one hidden i64,
        /// Whom it is about.
        subject: one pick SubjectId,
        /// The content under review, or outside.
        content: one pick String,
        /// What it says.
        kind: one pick OpinionKind,
        /// The words.
        text: one prose Prose,
    }
}

impl Act for ChangeDraft {
    type Outcome = Uuid;

    async fn run(&self, unit: &mut Unit) -> Result<Uuid, Failure> {
        let (review, campaign) = (unit.review()?, unit.campaign()?);
        let draft = own_draft(unit, self.draft).await?;
        let subject = subject_of(unit, review, self.subject).await?;
        check_content(unit, campaign, &self.content).await?;
        let changed = DraftRow {
            subject_id: subject.id,
            content: self.content.clone(),
            kind: self.kind,
            text: reading::words("text", &self.text)?,
            version: self.version,
            ..draft
        };
        Ok(unit.keep(Working(changed)).await?.id)
    }

    fn landing(&self, here: &Here, _: &Uuid) -> String {
        format!("/opinion/{}/write#drafts", here.key)
    }
}

/// A draft of the one who acts; another's is not there.
pub(super) async fn own_draft(unit: &mut Unit, id: Uuid) -> Result<DraftRow, Failure> {
    let (review, person) = (unit.review()?, unit.person()?);
    let draft: DraftRow = unit.need(id).await?;
    let is_own = draft.review_id == review && draft.person_id == person;
    if is_own { Ok(draft) } else { Err(Failure::Missing) }
}
