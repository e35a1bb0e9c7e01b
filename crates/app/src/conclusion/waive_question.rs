//! Waiving a question about the wording of a shortcoming, with a reason: the sentence stays as it is. And taking the
//! waiver back.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, form};
use domain::common::Prose;
use domain::common::id::ShortcomingId;
use domain::common::kinds::WordingKind;
use domain::common::wording::WordingQuestion;
use domain::conclusion::draft as rules;
use domain::conclusion::wording::waive;
use uuid::Uuid;

use super::store::{self, Held, ShortcomingRow, WordingWaiverRow};
use super::wording;
use crate::campaign::packs;
use crate::report::found::Found;

form! {
    /// A question to be waived.
    pub struct WaiveQuestion = "conclusion.waive_question" {
        /// The shortcoming.
        shortcoming: one hidden ShortcomingId,
        /// The field.
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

    async fn run(&self, unit: &mut Unit) -> Result<Uuid, Failure> {
        let (held, shortcoming) = writable(unit, self.shortcoming).await?;
        let pack = packs::of_campaign(unit, shortcoming.campaign_id).await?;
        let found = wording::questions(&shortcoming, &pack);
        let asked: Vec<_> = found.iter().map(Found::question).collect();
        let question =
            WordingQuestion { place: &self.place, kind: self.kind, sentence: self.sentence.as_str() };
        waive(question, &asked, &pack.parameters.shortcoming_wording.value)?;
        let waivers = held.waivers_of(shortcoming.id);
        let before = waivers.iter().find(|row| row.question() == question);
        let row = WordingWaiverRow {
            id: before.map_or_else(|| unit.name(), |row| row.id),
            campaign_id: shortcoming.campaign_id,
            shortcoming_id: shortcoming.id,
            place: self.place.clone(),
            kind: self.kind,
            sentence: self.sentence.clone(),
            reason: self.reason.clone(),
            waived_by: unit.person()?,
            waived_at: unit.at(),
            is_taken_back: false,
            version: before.map_or(0, |row| row.version),
        };
        Ok(unit.commit("conclusion.question_waived", row, vec![]).await?.id)
    }

    fn landing(&self, here: &Here, _: &Uuid) -> String {
        format!("{}#wording", super::shortcoming_path(here, self.shortcoming))
    }
}

form! {
    /// A waiver to be taken back: the question is asked again.
    pub struct TakeBackWaiver = "conclusion.take_back_waiver" {
        /// The shortcoming.
        shortcoming: one hidden ShortcomingId,
        /// The waiver.
        waiver: one hidden Uuid,
    }
}

impl Act for TakeBackWaiver {
    type Outcome = Uuid;

    async fn run(&self, unit: &mut Unit) -> Result<Uuid, Failure> {
        let (held, shortcoming) = writable(unit, self.shortcoming).await?;
        let waivers = held.waivers_of(shortcoming.id);
        let row = waivers.into_iter().find(|row| row.id == self.waiver).ok_or(Failure::Missing)?;
        let row = WordingWaiverRow { is_taken_back: true, ..row.clone() };
        Ok(unit.commit("conclusion.waiver_taken_back", row, vec![]).await?.id)
    }

    fn landing(&self, here: &Here, _: &Uuid) -> String {
        format!("{}#wording", super::shortcoming_path(here, self.shortcoming))
    }
}

/// A shortcoming that is still a draft, with everything that its conclusion holds.
async fn writable(unit: &mut Unit, shortcoming: ShortcomingId) -> Result<(Held, ShortcomingRow), Failure> {
    let (conclusion, row) = store::written_in(unit, shortcoming).await?;
    rules::edit(conclusion.state)?;
    Ok((store::held(unit, conclusion).await?, row))
}
