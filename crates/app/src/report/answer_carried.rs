//! Saying what became of something that the period before left open.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, form};
use domain::campaign::CarriedStatus;
use domain::common::Prose;
use domain::common::id::{CarriedItemId, SubjectId};
use domain::report::writing;

use super::folder::Folder;
use super::store::{self, CarriedAnswerRow};
use super::typed::{kept, maybe_kept};

form! {
    /// What became of something that was carried over.
    pub struct AnswerCarried = "report.answer_carried" {
        /// Whose report it is.
        subject: one hidden SubjectId,
        /// What was carried over.
        item: one hidden CarriedItemId,
        /// How often the answer had been changed when the writer read it; 0 for a new one.
        seen: one hidden i64,
        /// What became of it.
        status: one choice CarriedStatus,
        /// In words.
        text: one prose Prose,
        /// What shows it.
        proof: maybe prose Prose,
    }
}

impl Act for AnswerCarried {
    type Outcome = CarriedItemId;

    async fn run(&self, unit: &mut Unit) -> Result<CarriedItemId, Failure> {
        let (review, person, today) = (unit.review()?, unit.person()?, unit.today());
        let folder = Folder::open(unit, self.subject, review).await?;
        let hand = folder.hand(unit, person, today).await?;
        writing::write(folder.home.kind, hand, folder.state())?;
        let item = folder.carried.iter().find(|row| row.id == self.item).ok_or(Failure::Missing)?.id;
        let report = folder.report.clone().unwrap_or_else(|| folder.new_report(unit));
        let before = store::carried_answers(unit, report.id, None).await?;
        let before = before.into_iter().find(|row| row.carried_item_id == item);
        if before.as_ref().map_or(0, |row| row.version) != self.seen {
            return Err(Failure::Stale);
        }
        let answer = CarriedAnswerRow {
            id: before.as_ref().map_or_else(|| unit.name(), |row| row.id),
            campaign_id: folder.campaign.id,
            report_id: report.id,
            version_id: None,
            carried_item_id: item,
            status: self.status,
            text: kept("text", &self.text)?,
            proof: maybe_kept("proof", self.proof.as_ref())?,
            version: self.seen,
        };
        let new_report = folder.report.is_none().then_some(report);
        unit.commit("report.carried_answered", (new_report, answer), vec![]).await?;
        Ok(item)
    }

    fn landing(&self, here: &Here, answered: &CarriedItemId) -> String {
        format!("/report/{}/subject/{}/write#{answered}", here.key, self.subject)
    }
}
