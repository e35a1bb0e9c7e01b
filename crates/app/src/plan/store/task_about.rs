//! A later stage asks somebody to do something, and says when it is done.

use base::Failure;
use base::db::{Stored, select};
use base::unit::Unit;
use domain::common::id::{CampaignId, PersonId, ReviewId};
use domain::common::{Line, Prose, Stage};
use domain::plan::TaskState;
use jiff::civil::Date;

use super::TaskRow;

/// A task about a thing of a later stage.
#[derive(Clone, Debug)]
pub struct TaskAbout {
    /// The campaign.
    pub campaign: CampaignId,
    /// The review, when it is of one.
    pub review: Option<ReviewId>,
    /// Who must do it.
    pub owner: PersonId,
    /// The stage that asks.
    pub stage: Stage,
    /// What must be done.
    pub matter: Line,
    /// The paper and clause that ask for it.
    pub why: Line,
    /// The page where it is done.
    pub link: String,
    /// The key of the thing, by which it is finished.
    pub about: String,
    /// By when.
    pub due: Date,
}

impl TaskAbout {
    /// The row, to be committed together with the rows of the stage that asks.
    pub fn row(self, unit: &Unit) -> TaskRow {
        TaskRow {
            id: unit.name(),
            campaign_id: self.campaign,
            review_id: self.review,
            owner_id: self.owner,
            stage: self.stage,
            matter: self.matter,
            why: self.why,
            link: self.link,
            about: self.about,
            due: self.due,
            state: TaskState::Open,
            done_at: None,
            done_by: None,
            evidence: None,
            version: 0,
        }
    }
}

/// The open tasks about a thing, marked as done: to be committed together with the rows of the act that did it.
///
/// # Errors
/// What the database says.
pub async fn finish_about(
    unit: &mut Unit,
    about: &str,
    evidence: Option<Prose>,
) -> Result<Vec<TaskRow>, Failure> {
    let open: Vec<TaskRow> =
        select(unit, "WHERE about = $1 AND state = $2", &[about.into(), TaskState::Open.to_cell()]).await?;
    let (at, by) = (unit.at(), unit.actor().person());
    let done = |task: TaskRow| TaskRow {
        state: TaskState::Done,
        done_at: Some(at),
        done_by: by,
        evidence: evidence.clone(),
        ..task
    };
    Ok(open.into_iter().map(done).collect())
}

/// The open tasks about a thing, due on another day: to be committed together with the rows of the act that moves it.
///
/// # Errors
/// What the database says.
pub async fn postpone_about(unit: &mut Unit, about: &str, due: Date) -> Result<Vec<TaskRow>, Failure> {
    let open: Vec<TaskRow> =
        select(unit, "WHERE about = $1 AND state = $2", &[about.into(), TaskState::Open.to_cell()]).await?;
    Ok(open.into_iter().map(|task| TaskRow { due, ..task }).collect())
}
