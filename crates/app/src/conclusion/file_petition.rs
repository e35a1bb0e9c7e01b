//! Petitioning against what was decided about oneself, or about the collective that one heads.

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use domain::common::id::{PersonId, PetitionId, SubjectId};
use domain::common::{Prose, Role, Stage};
use domain::conclusion::petition as rules;

use super::store::{self, PetitionRow};
use crate::campaign::packs;
use crate::opinion::store::detail;
use crate::organisation::store as organisation;
use crate::plan::store::{TaskAbout, TaskRow};

form! {
    /// A petition.
    pub struct FilePetition = "conclusion.file_petition" {
        /// The subject.
        subject: one hidden SubjectId,
        /// What is asked for, and why.
        text: one prose Prose,
    }
}

impl Act for FilePetition {
    type Outcome = PetitionId;

    async fn run(&self, unit: &mut Unit) -> Result<PetitionId, Failure> {
        let (subject, last) = store::written_on(unit, self.subject).await?;
        let conclusion = store::in_force_on(unit, subject.id).await?.unwrap_or(last);
        let person = unit.person()?;
        let notice = store::notice_to(unit, conclusion.id, person).await?;
        let petitions = store::petitions_of(unit, subject.id).await?;
        let pack = packs::of_campaign(unit, subject.campaign_id).await?;
        let term_days = pack.parameters.petition_days.value;
        let filed = rules::file(&rules::FilePetition {
            state: conclusion.state,
            is_concerned: store::petitioner(unit, &subject).await? == Some(person),
            served_on: notice.and_then(|notice| notice.served_on),
            term_days,
            has_open_petition: petitions
                .iter()
                .any(|row| row.state == domain::conclusion::PetitionState::Received),
            today: unit.today(),
        })?;
        let row = PetitionRow {
            id: unit.name(),
            campaign_id: conclusion.campaign_id,
            review_id: conclusion.review_id,
            conclusion_id: conclusion.id,
            person_id: person,
            text: self.text.clone(),
            filed_at: unit.at(),
            state: filed.state,
            answer: None,
            answered_by: None,
            answered_at: None,
            version: 0,
        };
        let link = format!("/conclusion/{}/subject/{}#petitions", row.review_id, subject.id);
        let (tasks, notices) = asked(unit, &row, &link, (person, term_days)).await?;
        Ok(unit.commit("conclusion.petition_filed", (row, tasks), notices).await?.0.id)
    }

    fn landing(&self, here: &Here, filed: &PetitionId) -> String {
        format!("{}#{filed}", super::subject_path(here, self.subject))
    }
}

/// Who decides is asked to answer: the superior, or the chair where nobody is above. The rules name no term for the
/// answer; the same number of days is proposed.
async fn asked(
    unit: &mut Unit,
    row: &PetitionRow,
    link: &str,
    (petitioner, days): (PersonId, u16),
) -> Result<(Vec<TaskRow>, Vec<Notice>), Failure> {
    let today = unit.today();
    let mut people = organisation::nearest_holders_for(unit, row.review_id, Role::Superior, today).await?;
    if people.is_empty() {
        people = organisation::nearest_holders_for(unit, row.review_id, Role::Chair, today).await?;
    }
    people.retain(|person| *person != petitioner);
    let pack = packs::of_campaign(unit, row.campaign_id).await?;
    let why = super::clause_line(&pack, domain::common::Gate::Heard)?;
    let matter = detail(row.text.as_str()).ok_or(Failure::Missing)?;
    let task = |owner| {
        let task = TaskAbout {
            campaign: row.campaign_id,
            review: Some(row.review_id),
            owner,
            stage: Stage::Conclusion,
            matter: matter.clone(),
            why: why.clone(),
            link: link.to_owned(),
            about: super::about_petition(row.id),
            due: rules::last_day(today, days),
        };
        task.row(unit)
    };
    let tasks = people.iter().map(|person| task(*person)).collect();
    let notices =
        people.iter().map(|person| Notice::new(*person, "notice-conclusion-petition", link)).collect();
    Ok((tasks, notices))
}
