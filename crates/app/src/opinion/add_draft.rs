//! A contributor writes one opinion down; nobody else reads it before it is sent.

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
use super::store::{DraftRow, next_draft_place};

form! {
    /// One opinion, written and not sent.
    pub struct AddDraft = "opinion.add_draft" {
        /// Whom it is about.
        subject: one pick SubjectId,
        /// The content under review, or outside.
        content: one pick String,
        /// What it says.
        kind: one choice OpinionKind,
        /// The words.
        text: one prose Prose,
    }
}

impl Act for AddDraft {
    type Outcome = Uuid;

    async fn run(&self, unit: &mut Unit) -> Result<Uuid, Failure> {
        let (review, campaign, person) = (unit.review()?, unit.campaign()?, unit.person()?);
        let subject = subject_of(unit, review, self.subject).await?;
        check_content(unit, campaign, &self.content).await?;
        let draft = DraftRow {
            id: unit.name(),
            campaign_id: campaign,
            review_id: review,
            person_id: person,
            subject_id: subject.id,
            content: self.content.clone(),
            kind: self.kind,
            place: next_draft_place(unit, review, person).await?,
            text: reading::words("text", &self.text)?,
            at: unit.at(),
            version: 0,
        };
        Ok(unit.keep(Working(draft)).await?.id)
    }

    fn landing(&self, here: &Here, _: &Uuid) -> String {
        format!("/opinion/{}/write#drafts", here.key)
    }
}
