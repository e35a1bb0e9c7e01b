//! Tasks, owners, deadlines; sittings with room and chair; load beside regular work.

mod add_regular;
mod add_sitting;
mod add_task;
pub mod calendar;
mod cancel_task;
mod finish_task;
mod make_tasks;
mod move_sitting;
mod overview;
pub mod store;

pub use add_regular::AddRegular;
pub use add_sitting::AddSitting;
pub use add_task::AddTask;
use base::Failure;
use base::house::PlaceKind::{Campaign, Own};
use base::unit::Unit;
use base::web::Routes;
pub use cancel_task::CancelTask;
use domain::common::Role;
use domain::common::id::CampaignId;
pub use finish_task::FinishTask;
pub use make_tasks::MakeTasks;
pub use move_sitting::{held, moved};

use crate::STAFF;
use store::TaskRow;

const ORGANISER: &[Role] = &[Role::Organiser];

/// The routes of this stage.
pub fn routes() -> Routes {
    Routes::of("plan")
        .page("/plan/{campaign}", Campaign, STAFF, overview::page)
        .act::<MakeTasks, _, _>("/plan/{campaign}/make-tasks", Campaign, ORGANISER, overview::page)
        .act::<AddTask, _, _>("/plan/{campaign}/add-task", Campaign, ORGANISER, overview::page)
        .act::<CancelTask, _, _>("/plan/{campaign}/cancel-task", Campaign, ORGANISER, overview::page)
        .act::<AddSitting, _, _>("/plan/{campaign}/add-sitting", Campaign, ORGANISER, overview::page)
        .act::<AddRegular, _, _>("/plan/{campaign}/add-regular", Campaign, ORGANISER, overview::page)
        .act::<FinishTask, _, _>("/plan/finish-task", Own, &[], crate::home::page)
}

/// A thing of another campaign is not there.
fn same_campaign(found: CampaignId, here: CampaignId) -> Result<(), Failure> {
    if found == here { Ok(()) } else { Err(Failure::Missing) }
}

/// A task that the person neither has nor may follow is not there.
async fn known_task(unit: &mut Unit, task: &TaskRow) -> Result<(), Failure> {
    let person = unit.person()?;
    let shares = store::shares_review(unit, task.id, person).await?;
    if task.owner_id == person || shares { Ok(()) } else { Err(Failure::Missing) }
}
