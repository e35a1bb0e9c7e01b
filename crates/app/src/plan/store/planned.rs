//! How far a review is planned: its tasks are given, and a sitting has its day.

use base::Failure;
use base::db::Stored;
use base::unit::Unit;
use domain::common::Stage;
use domain::common::id::ReviewId;

use crate::campaign::store::{StandingRow, stand};

/// What an act adds to the plan of a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Adds {
    /// Tasks.
    Tasks,
    /// A sitting.
    Sitting,
}

/// Where the plan of a review stands once this was added: to be committed together with it.
///
/// # Errors
/// What the database says.
pub async fn planned(unit: &mut Unit, review: ReviewId, adds: Adds) -> Result<Option<StandingRow>, Failure> {
    let of_review = [review.to_cell()];
    let tasks = "SELECT COUNT(*) FROM plan_task WHERE review_id = $1 AND state <> 'cancelled'";
    let sittings = "SELECT COUNT(*) FROM plan_sitting WHERE review_id = $1 AND state <> 'cancelled'";
    let has_tasks = adds == Adds::Tasks || 0 < unit.count(tasks, &of_review).await?;
    let has_sitting = adds == Adds::Sitting || 0 < unit.count(sittings, &of_review).await?;
    stand(unit, review, Stage::Plan, i64::from(has_tasks) + i64::from(has_sitting), 2).await
}
