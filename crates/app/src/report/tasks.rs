//! The duty to write a report: done when it is submitted, open again when it is given back; and the board.

use base::Failure;
use base::db::Link;
use base::unit::Unit;
use base::web::Lang;
use domain::common::id::{PersonId, ReviewId};
use domain::common::{Language, Line, Prose, Stage};
use jiff::civil::Date;

use super::folder::Folder;
use super::store;
use crate::campaign::store::{StandingRow, stand};
use crate::plan::store::{self as plan, TaskAbout, TaskRow};

/// The tasks that ask for this report: those of the pack, and the one that its return made.
pub(super) async fn of_report(link: &mut Link, folder: &Folder) -> Result<Vec<TaskRow>, Failure> {
    let mut tasks = Vec::new();
    for review in store::reviews_of(link, folder.home.id).await? {
        let asked = (folder.asked_by(), folder.home.person_id);
        tasks.extend(plan::pack_tasks(link, review, Stage::Report, (&asked.0, asked.1)).await?);
    }
    if let Some(report) = &folder.report {
        tasks.extend(plan::tasks_about(link, &about(report.id)).await?);
    }
    Ok(tasks)
}

fn about(report: impl std::fmt::Display) -> String {
    format!("report:{report}")
}

/// What the pack calls its own language, as pages know it.
pub(super) fn language(folder: &Folder) -> Lang {
    if folder.pack.language == Language::Vietnamese { Lang::Vi } else { Lang::En }
}

/// A sentence of the product in the language of the campaign's papers.
pub(super) fn said(folder: &Folder, key: &str, args: &[(&str, String)]) -> Result<String, Failure> {
    crate::lookup(language(folder), key, args).ok_or_else(|| Failure::Fault(format!("no message {key}")))
}

/// The tasks of the report, done by its submission.
pub(super) async fn finish(unit: &mut Unit, folder: &Folder, number: i64) -> Result<Vec<TaskRow>, Failure> {
    let evidence = said(folder, "report-task-submitted", &[("number", number.to_string())])?;
    let evidence = Prose::parse(&evidence).map_err(|error| Failure::Fault(error.to_string()))?;
    let tasks = of_report(unit, folder).await?;
    Ok(plan::finished(unit, tasks, &evidence))
}

/// The tasks of the report, open again; a new one for its writer where the plan had none.
pub(super) async fn ask_again(
    unit: &mut Unit,
    folder: &Folder,
    writer: PersonId,
    due: Date,
) -> Result<Vec<TaskRow>, Failure> {
    let again = plan::reopened(of_report(unit, folder).await?, due);
    let Some(report) = folder.report.as_ref().filter(|_| again.is_empty()) else { return Ok(again) };
    let line = |key: &str, args: &[(&str, String)]| {
        Line::parse(&said(folder, key, args)?).map_err(|error| Failure::Fault(error.to_string()))
    };
    let given_back = [("day", base::web::day(unit.today()))];
    let task = TaskAbout {
        campaign: folder.campaign.id,
        review: Some(folder.home.review_id),
        owner: folder.home.person_id.unwrap_or(writer),
        stage: Stage::Report,
        matter: line("report-task-again", &[("name", folder.name.clone())])?,
        why: line("report-task-given-back", &given_back)?,
        link: page_of(folder),
        about: about(report.id),
        due,
    };
    Ok(vec![task.row(unit)])
}

/// The page of the report, where it lies.
pub(super) fn page_of(folder: &Folder) -> String {
    format!("/report/{}/subject/{}", folder.home.review_id, folder.home.id)
}

/// What a step does to the number of submitted reports.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Moves {
    /// One is written and not submitted yet.
    Begins,
    /// One more is submitted.
    Submitted,
    /// One fewer is.
    GivenBack,
}

/// Where the stage stands in every review of the subject after this step.
pub(super) async fn standings(
    unit: &mut Unit,
    folder: &Folder,
    moves: Moves,
) -> Result<Vec<StandingRow>, Failure> {
    let by = match moves {
        Moves::Begins => 0,
        Moves::Submitted => 1,
        Moves::GivenBack => -1,
    };
    let reviews: Vec<ReviewId> = store::reviews_of(unit, folder.home.id).await?;
    let mut rows = Vec::new();
    for review in reviews {
        let (done, total) = store::submitted_of(unit, review).await?;
        rows.extend(stand(unit, review, Stage::Report, done + by, total).await?);
    }
    Ok(rows)
}
