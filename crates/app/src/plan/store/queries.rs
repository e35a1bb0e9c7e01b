//! What the pages of the plan ask.

use base::db::{DbError, Link, Stored, select};
use domain::common::id::{CampaignId, PersonId, TaskId};
use jiff::civil::Date;
use serde::Serialize;

use super::{RegularCommitmentRow, SittingRow, TaskRow};

/// A task as a list shows it.
#[derive(Clone, Debug, Serialize)]
pub struct OpenTask {
    /// The task.
    pub task: TaskRow,
    /// Who has it.
    pub owner: String,
    /// The body whose review it is of; empty for the campaign as a whole.
    pub body: String,
}

pub(super) const NAMED: &str = "SELECT t.id, p.full_name AS owner, b.name AS body FROM plan_task t \
    JOIN organisation_person p ON p.id = t.owner_id \
    LEFT JOIN campaign_review r ON r.id = t.review_id LEFT JOIN organisation_body b ON b.id = r.body_id ";

/// A page of the campaign's tasks, the open ones first, then by day.
///
/// # Errors
/// What the database says.
pub async fn tasks_of(
    link: &mut Link,
    campaign: CampaignId,
    page: i64,
    size: i64,
) -> Result<Vec<OpenTask>, DbError> {
    let order = "WHERE campaign_id = $1 ORDER BY CASE state WHEN 'open' THEN 0 ELSE 1 END, due, id LIMIT $2 OFFSET $3";
    let values = [campaign.to_cell(), size.into(), ((page - 1) * size).into()];
    let tasks: Vec<TaskRow> = select(link, order, &values).await?;
    let sql = format!("{NAMED} WHERE t.campaign_id = $1");
    named(link, tasks, &sql, &[campaign.to_cell()]).await
}

/// The tasks that somebody has open, by day.
///
/// # Errors
/// What the database says.
pub async fn tasks_of_person(link: &mut Link, person: PersonId) -> Result<Vec<OpenTask>, DbError> {
    let tasks: Vec<TaskRow> = select(
        link,
        "WHERE owner_id = $1 AND state = 'open' ORDER BY due, id LIMIT 200",
        &[person.to_cell()],
    )
    .await?;
    let sql = format!("{NAMED} WHERE t.owner_id = $1 AND t.state = 'open'");
    named(link, tasks, &sql, &[person.to_cell()]).await
}

pub(super) async fn named(
    link: &mut Link,
    tasks: Vec<TaskRow>,
    sql: &str,
    values: &[base::db::Cell],
) -> Result<Vec<OpenTask>, DbError> {
    let mut names = std::collections::HashMap::new();
    for row in link.rows(sql, values).await? {
        let body: Option<String> = row.get("body")?;
        names.insert(row.get::<TaskId>("id")?, (row.get::<String>("owner")?, body.unwrap_or_default()));
    }
    let with_names = |task: TaskRow| {
        let (owner, body) = names.get(&task.id).cloned().unwrap_or_default();
        OpenTask { task, owner, body }
    };
    Ok(tasks.into_iter().map(with_names).collect())
}

/// How many tasks a campaign has: all, done, and open past their day.
///
/// # Errors
/// What the database says.
pub async fn task_counts(
    link: &mut Link,
    campaign: CampaignId,
    today: Date,
) -> Result<(i64, i64, i64), DbError> {
    let sql = "SELECT COUNT(*) AS total, COUNT(CASE WHEN state = 'done' THEN 1 END) AS done, \
               COUNT(CASE WHEN state = 'open' AND due < $2 THEN 1 END) AS late FROM plan_task WHERE campaign_id = $1";
    match link.row(sql, &[campaign.to_cell(), today.to_cell()]).await? {
        Some(row) => Ok((row.get("total")?, row.get("done")?, row.get("late")?)),
        None => Ok((0, 0, 0)),
    }
}

/// The sittings of a campaign, by day.
///
/// # Errors
/// What the database says.
pub async fn sittings_of(link: &mut Link, campaign: CampaignId) -> Result<Vec<SittingRow>, DbError> {
    select(link, "WHERE campaign_id = $1 ORDER BY day, starts, id", &[campaign.to_cell()]).await
}

/// The regular work that was declared for a campaign, by day.
///
/// # Errors
/// What the database says.
pub async fn regular_of(link: &mut Link, campaign: CampaignId) -> Result<Vec<RegularCommitmentRow>, DbError> {
    select(link, "WHERE campaign_id = $1 ORDER BY day, starts, id", &[campaign.to_cell()]).await
}

/// Whether a person holds a role in the review that a task is of.
///
/// # Errors
/// What the database says.
pub async fn shares_review(link: &mut Link, task: TaskId, person: PersonId) -> Result<bool, DbError> {
    let sql = "SELECT COUNT(*) FROM organisation_assignment a JOIN plan_task t ON t.review_id = a.review_id \
               WHERE t.id = $1 AND a.person_id = $2";
    Ok(0 < link.count(sql, &[task.to_cell(), person.to_cell()]).await?)
}
