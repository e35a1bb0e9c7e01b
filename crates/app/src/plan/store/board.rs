//! What the board of a campaign asks of the plan: first open duties, what is due soon, what is late by now.

use base::db::{DbError, Link, Stored, select};
use domain::campaign::stand_on;
use domain::common::Stage;
use domain::common::id::{CampaignId, ReviewId};
use jiff::civil::Date;
use serde::Serialize;

use super::sitting::SittingRow;
use crate::campaign::store::{StandingRow, board};

/// The open duties of a stage in a review, or in the campaign as a whole.
#[derive(Clone, Copy, Debug)]
pub struct Due {
    /// The review.
    pub review: Option<ReviewId>,
    /// The stage.
    pub stage: Stage,
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
}

/// Where a stage of a review stands today.
#[derive(Clone, Debug, Serialize)]
pub struct Stood {
    /// Its standing; late when an open duty is past its day.
    pub row: StandingRow,
    /// How many days the first open duty is past.
    pub days_late: i64,
}

/// The open duties of a campaign by review and stage.
///
/// # Errors
/// What the database says.
pub async fn dues(link: &mut Link, campaign: CampaignId) -> Result<Vec<Due>, DbError> {
    let sql = "SELECT review_id, stage, MIN(due), MAX(due) FROM plan_task \
               WHERE campaign_id = $1 AND state = 'open' GROUP BY review_id, stage";
    let read = |row: &base::db::Row| {
        Ok(Due { review: row.at(0)?, stage: row.at(1)?, first: row.at(2)?, last: row.at(3)? })
    };
    link.rows(sql, &[campaign.to_cell()]).await?.iter().map(read).collect()
}

/// Where every stage of every review of a campaign stands on a day.
///
/// # Errors
/// What the database says.
pub async fn standings_on(link: &mut Link, campaign: CampaignId, today: Date) -> Result<Vec<Stood>, DbError> {
    let dues = dues(link, campaign).await?;
    let stood = |row: StandingRow| {
        let due = dues.iter().find(|due| due.review == Some(row.review_id) && due.stage == row.stage);
        let (state, days_late) = stand_on(row.state, due.map(|due| due.first).or(row.due), today);
        Stood { row: StandingRow { state, ..row }, days_late }
    };
    Ok(board(link, campaign).await?.into_iter().map(stood).collect())
}

/// The same duty with the same day, wherever it is open.
#[derive(Clone, Debug, Serialize)]
pub struct DueMatter {
    /// The day.
    pub due: Date,
    /// What is to be done.
    pub matter: String,
    /// How many tasks it is.
    pub count: i64,
    /// How many people have them.
    pub n_owners: i64,
    /// One of them: the only one, when there is one.
    pub owner: String,
    /// One of the bodies; empty for the campaign as a whole.
    pub body: String,
}

/// What is open in a campaign and due by a day, the first first; and how many tasks that is.
///
/// # Errors
/// What the database says.
pub async fn due_soon(
    link: &mut Link,
    campaign: CampaignId,
    until: Date,
    size: i64,
) -> Result<(Vec<DueMatter>, i64), DbError> {
    let values = [campaign.to_cell(), until.to_cell()];
    let count = "SELECT COUNT(*) FROM plan_task WHERE campaign_id = $1 AND state = 'open' AND due <= $2";
    let total = link.count(count, &values).await?;
    let sql = "SELECT t.due, t.matter, COUNT(*), COUNT(DISTINCT t.owner_id), MIN(p.full_name), MIN(b.name) \
               FROM plan_task t JOIN organisation_person p ON p.id = t.owner_id \
               LEFT JOIN campaign_review r ON r.id = t.review_id \
               LEFT JOIN organisation_body b ON b.id = r.body_id \
               WHERE t.campaign_id = $1 AND t.state = 'open' AND t.due <= $2 \
               GROUP BY t.due, t.matter ORDER BY t.due, t.matter LIMIT $3";
    let read = |row: &base::db::Row| {
        let body: Option<String> = row.at(5)?;
        Ok(DueMatter {
            due: row.at(0)?,
            matter: row.at(1)?,
            count: row.at(2)?,
            n_owners: row.at(3)?,
            owner: row.at(4)?,
            body: body.unwrap_or_default(),
        })
    };
    let rows = link.rows(sql, &[campaign.to_cell(), until.to_cell(), size.into()]).await?;
    Ok((rows.iter().map(read).collect::<Result<_, DbError>>()?, total))
}

/// The first and the last day of a campaign's sittings that stand.
///
/// # Errors
/// What the database says.
pub async fn sitting_days(link: &mut Link, campaign: CampaignId) -> Result<Option<(Date, Date)>, DbError> {
    let rest = "WHERE campaign_id = $1 AND state <> 'cancelled' ORDER BY day, id";
    let sittings: Vec<SittingRow> = select(link, rest, &[campaign.to_cell()]).await?;
    Ok(sittings.first().zip(sittings.last()).map(|(first, last)| (first.day, last.day)))
}
