//! The tasks that a review was given by its rule pack, for the stage that does what they ask.

use base::Failure;
use base::db::{DbError, Link, Stored, select};
use base::unit::Unit;
use domain::common::id::{PersonId, ReviewId};
use domain::common::{Prose, Stage};
use domain::plan::TaskState;
use jiff::civil::Date;

use super::TaskRow;

/// The tasks of these templates of the pack in a review: of one owner, or of whoever got them.
///
/// # Errors
/// What the database says.
pub async fn pack_tasks(
    link: &mut Link,
    review: ReviewId,
    stage: Stage,
    (codes, owner): (&[&str], Option<PersonId>),
) -> Result<Vec<TaskRow>, DbError> {
    let values = [review.to_cell(), stage.to_cell()];
    let tasks: Vec<TaskRow> =
        select(link, "WHERE review_id = $1 AND stage = $2 ORDER BY due, id", &values).await?;
    let is_asked_for = |task: &TaskRow| {
        let code = task.about.strip_prefix("pack:").and_then(|rest| rest.split(':').nth(1));
        code.is_some_and(|code| codes.contains(&code)) && owner.is_none_or(|owner| owner == task.owner_id)
    };
    Ok(tasks.into_iter().filter(is_asked_for).collect())
}

/// The open ones of these tasks, marked as done: to be committed together with the rows of the act that did it.
pub fn finished(unit: &Unit, tasks: Vec<TaskRow>, evidence: &Prose) -> Vec<TaskRow> {
    let open = tasks.into_iter().filter(|task| task.state == TaskState::Open);
    let done = open.map(|task| TaskRow {
        state: TaskState::Done,
        done_at: Some(unit.at()),
        done_by: unit.actor().person(),
        evidence: Some(evidence.clone()),
        ..task
    });
    done.collect()
}

/// The finished ones of these tasks, open again with a new day: to be committed together with the rows of the act
/// that asks again.
pub fn reopened(tasks: Vec<TaskRow>, due: Date) -> Vec<TaskRow> {
    let done = tasks.into_iter().filter(|task| task.state == TaskState::Done);
    let open = done.map(|task| TaskRow {
        state: TaskState::Open,
        due,
        done_at: None,
        done_by: None,
        evidence: None,
        ..task
    });
    open.collect()
}

/// The tasks about a thing, in whichever state.
///
/// # Errors
/// What the database says.
pub async fn tasks_about(link: &mut Link, about: &str) -> Result<Vec<TaskRow>, Failure> {
    Ok(select(link, "WHERE about = $1 ORDER BY due, id", &[about.into()]).await?)
}
