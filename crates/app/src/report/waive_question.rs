//! Waiving a question about wording, with a reason: the sentence stays as it is. And taking the waiver back.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, form};
use domain::common::Prose;
use domain::common::id::SubjectId;
use domain::common::kinds::WordingKind;
use domain::common::wording::WordingQuestion;
use domain::report::wording::waive;
use domain::report::writing;
use uuid::Uuid;

use super::folder::Folder;
use super::found::Found;
use super::store::WordingWaiverRow;
use super::typed::kept;
use super::wording;

form! {
    /// A question to be waived.
    pub struct WaiveQuestion = "report.waive_question" {
        /// Whose report it is.
        subject: one hidden SubjectId,
        /// Where in the report: `sections.<code>`, `suggestion.<key>.cause`, `carried.<key>`.
        place: one hidden String,
        /// What is asked about.
        kind: one hidden WordingKind,
        /// The sentence as it stands.
        sentence: one hidden Prose,
        /// Why it stays.
        reason: one prose Prose,
    }
}

impl Act for WaiveQuestion {
    type Outcome = Uuid;
    const LIMIT_MS: u64 = 1_000;

    async fn run(&self, unit: &mut Unit) -> Result<Uuid, Failure> {
        let folder = writable(unit, self.subject).await?;
        let report = folder.report.clone().ok_or(Failure::Missing)?;
        let found = wording::questions(&folder, &folder.working(unit).await?);
        let asked: Vec<_> = found.iter().map(Found::question).collect();
        let question =
            WordingQuestion { place: &self.place, kind: self.kind, sentence: self.sentence.as_str() };
        waive(question, &asked, &folder.pack.parameters.wording_answered.value)?;
        let reason = kept("reason", &self.reason)?;
        let before = folder.waivers.iter().find(|row| row.question() == question);
        let row = WordingWaiverRow {
            id: before.map_or_else(|| unit.name(), |row| row.id),
            campaign_id: report.campaign_id,
            report_id: report.id,
            place: self.place.clone(),
            kind: self.kind,
            sentence: self.sentence.clone(),
            reason,
            waived_by: unit.person()?,
            waived_at: unit.at(),
            is_taken_back: false,
            version: before.map_or(0, |row| row.version),
        };
        Ok(unit.commit("report.question_waived", row, vec![]).await?.id)
    }

    fn landing(&self, here: &Here, _: &Uuid) -> String {
        format!("/report/{}/subject/{}/check#wording", here.key, self.subject)
    }
}

form! {
    /// A waiver to be taken back: the question is asked again.
    pub struct TakeBackWaiver = "report.take_back_waiver" {
        /// Whose report it is.
        subject: one hidden SubjectId,
        /// The waiver.
        waiver: one hidden Uuid,
    }
}

impl Act for TakeBackWaiver {
    type Outcome = Uuid;

    async fn run(&self, unit: &mut Unit) -> Result<Uuid, Failure> {
        let folder = writable(unit, self.subject).await?;
        let row = folder.waivers.iter().find(|row| row.id == self.waiver).ok_or(Failure::Missing)?;
        let row = WordingWaiverRow { is_taken_back: true, ..row.clone() };
        Ok(unit.commit("report.waiver_taken_back", row, vec![]).await?.id)
    }

    fn landing(&self, here: &Here, _: &Uuid) -> String {
        format!("/report/{}/subject/{}/check#wording", here.key, self.subject)
    }
}

/// The folder of a report that whoever acts may write on now.
async fn writable(unit: &mut Unit, subject: SubjectId) -> Result<Folder, Failure> {
    let (review, person, today) = (unit.review()?, unit.person()?, unit.today());
    let folder = Folder::open(unit, subject, review).await?;
    let hand = folder.hand(unit, person, today).await?;
    writing::write(folder.home.kind, hand, folder.state())?;
    Ok(folder)
}
