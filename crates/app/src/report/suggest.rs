//! Suggesting an issue for review, from the level above.

use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use base::{Failure, form};
use domain::common::id::{PersonId, ReviewId, SubjectId, SuggestionId};
use domain::common::{Prose, Role, Stage};
use domain::report::suggest as rules;

use super::folder::Folder;
use super::store::{self, ClearanceRow, SuggestionRow};
use super::tasks;
use super::typed::kept;
use crate::organisation::store as organisation;
use crate::plan::store::{self as plan, TaskRow};

form! {
    /// An issue to be suggested.
    pub struct Suggest = "report.suggest" {
        /// To whom.
        subject: one pick SubjectId,
        /// The issue.
        text: one prose Prose,
        /// What it rests on.
        basis: one prose Prose,
    }
}

impl Act for Suggest {
    type Outcome = SuggestionId;

    async fn run(&self, unit: &mut Unit) -> Result<SuggestionId, Failure> {
        let review = unit.review()?;
        let folder = Folder::open(unit, self.subject, review).await?;
        let before = store::suggestions_of_review(unit, review).await?;
        let last = before.iter().map(|row| row.number).max().unwrap_or(0);
        let suggested = rules::suggest(folder.state(), last)?;
        let row = SuggestionRow {
            id: unit.name(),
            campaign_id: folder.campaign.id,
            review_id: review,
            subject_id: self.subject,
            number: suggested.number,
            text: kept("text", &self.text)?,
            basis: kept("basis", &self.basis)?,
            issued_by: unit.person()?,
            issued_at: unit.at(),
            state: suggested.state,
            withdrawn_reason: None,
            version: 0,
        };
        // Whoever suggests something takes back that there is nothing.
        let none = store::clearance_of(unit, review).await?;
        let none = none.filter(|row| row.is_none).map(|row| ClearanceRow { is_none: false, ..row });
        let done = settle(unit, &folder, review).await?;
        let told = told(unit, &folder).await?.into_iter().map(|person| {
            Notice::new(person, "notice-report-suggested", tasks::page_of(&folder))
                .arg("number", suggested.number)
                .arg("name", &folder.name)
        });
        let told = told.collect();
        Ok(unit.commit("report.suggested", (row, none, done), told).await?.0.id)
    }

    fn landing(&self, here: &Here, suggested: &SuggestionId) -> String {
        format!("/report/{}#{suggested}", here.key)
    }
}

/// The superior's task to suggest something or to say that there is nothing, done.
pub(super) async fn settle(
    unit: &mut Unit,
    folder: &Folder,
    review: ReviewId,
) -> Result<Vec<TaskRow>, Failure> {
    let of_superior =
        folder.pack.tasks.iter().filter(|task| task.stage == Stage::Report && task.owner == Role::Superior);
    let codes: Vec<&str> = of_superior.map(|task| task.code.as_str()).collect();
    let open = plan::pack_tasks(unit, review, Stage::Report, (&codes, None)).await?;
    let evidence = tasks::said(folder, "report-task-settled", &[])?;
    let evidence = Prose::parse(&evidence).map_err(|error| Failure::Fault(error.to_string()))?;
    Ok(plan::finished(unit, open, &evidence))
}

/// Who is told about a suggestion: the person it is put to, or those who write for the collective.
pub(super) async fn told(unit: &mut Unit, folder: &Folder) -> Result<Vec<PersonId>, Failure> {
    if let Some(person) = folder.home.person_id {
        return Ok(vec![person]);
    }
    let (review, today) = (folder.home.review_id, unit.today());
    let mut people = organisation::nearest_holders_for(unit, review, Role::Secretary, today).await?;
    people.extend(organisation::nearest_holders_for(unit, review, Role::Chair, today).await?);
    people.sort_unstable();
    people.dedup();
    Ok(people)
}
