//! Answering for a collective shortcoming in which one is named.
//!
//! The answer belongs into the person's own review: where that is sealed, a new sealed version carries it.

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use domain::common::Prose;
use domain::common::id::{PersonId, ShortcomingId};
use domain::common::kinds::{SectionPurpose, SubjectKind};
use domain::conclusion::answered_for::answer_responsibility;
use uuid::Uuid;

use super::store::{self, ConclusionRow, ResponsibleRow, ShortcomingRow};
use crate::campaign::packs;
use crate::campaign::store as campaign;
use crate::plan::store::finish_about;
use crate::report::store::{self as report, ReportRow};

form! {
    /// What somebody answers.
    pub struct AnswerResponsibility = "conclusion.answer_responsibility" {
        /// The shortcoming.
        shortcoming: one hidden ShortcomingId,
        /// The row that names the person.
        responsible: one hidden Uuid,
        /// What their own report answers.
        answer: one prose Prose,
    }
}

impl Act for AnswerResponsibility {
    type Outcome = Uuid;

    async fn run(&self, unit: &mut Unit) -> Result<Uuid, Failure> {
        let (conclusion, shortcoming) = store::written_in(unit, self.shortcoming).await?;
        let row: ResponsibleRow = unit.need(self.responsible).await?;
        if row.shortcoming_id != shortcoming.id || row.is_dropped {
            return Err(Failure::Missing);
        }
        let own = own_report(unit, &conclusion, row.person_id).await?;
        let state = own.as_ref().map(|own| report::state_of(own.as_ref()));
        answer_responsibility(conclusion.state, (row.person_id, unit.person()?), state)?;
        if let Some(Some(own)) = own {
            self.complete_own_report(unit, own, &shortcoming).await?;
        }
        let tasks = finish_about(unit, &super::about_responsible(row.id), Some(self.answer.clone())).await?;
        let row = ResponsibleRow { answer: Some(self.answer.clone()), answered_at: Some(unit.at()), ..row };
        Ok(unit.commit("conclusion.responsibility_answered", (row, tasks), vec![]).await?.0.id)
    }

    fn landing(&self, here: &Here, answered: &Uuid) -> String {
        format!("{}#{answered}", super::shortcoming_path(here, self.shortcoming))
    }
}

/// The report of a person who is under review in this campaign, once it was begun; nothing for anybody else.
async fn own_report(
    unit: &mut Unit,
    conclusion: &ConclusionRow,
    person: PersonId,
) -> Result<Option<Option<ReportRow>>, Failure> {
    match campaign::subject_of_person(unit, conclusion.review_id, person).await? {
        Some(subject) => Ok(Some(report::report_of(unit, subject.id).await?)),
        None => Ok(None),
    }
}

impl AnswerResponsibility {
    /// Writes the answer into the part of the person's report that is about responsibility.
    async fn complete_own_report(
        &self,
        unit: &mut Unit,
        own: ReportRow,
        shortcoming: &ShortcomingRow,
    ) -> Result<(), Failure> {
        let Some(last) = report::last_sealed(unit, own.id).await? else { return Ok(()) };
        let pack = packs::of_campaign(unit, own.campaign_id).await?;
        let sections = report::sections_of(unit, last.id).await?;
        let code = super::section_for(&pack, SubjectKind::Individual, SectionPurpose::Responsibility)?;
        let said = format!("{}: {}", shortcoming.title, self.answer);
        report::completed_version(unit, own, super::appended(sections, [(code, said)])?).await?;
        Ok(())
    }
}
