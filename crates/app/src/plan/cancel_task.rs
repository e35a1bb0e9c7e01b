//! Cancelling a task that is not needed any more.

use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use base::{Failure, form};
use domain::common::Prose;
use domain::common::id::TaskId;
use domain::plan as rules;

use super::store::TaskRow;

form! {
    /// A task that is not needed any more.
    pub struct CancelTask = "plan.cancel_task" {
        /// The task.
        task: one hidden TaskId,
        /// Why.
        reason: one prose Prose,
    }
}

impl Act for CancelTask {
    type Outcome = TaskId;

    async fn run(&self, unit: &mut Unit) -> Result<TaskId, Failure> {
        let task: TaskRow = unit.need(self.task).await?;
        super::same_campaign(task.campaign_id, unit.campaign()?)?;
        let ended = rules::cancel_task(&rules::EndTask { state: task.state, is_own: false })?;
        let notice =
            Notice::new(task.owner_id, "notice-plan-task-cancelled", "/").arg("matter", &task.matter);
        let task = TaskRow {
            state: ended.state,
            done_at: Some(unit.at()),
            done_by: unit.actor().person(),
            evidence: Some(self.reason.clone()),
            ..task
        };
        Ok(unit.commit("plan.task_cancelled", task, vec![notice]).await?.id)
    }

    fn landing(&self, here: &Here, cancelled: &TaskId) -> String {
        format!("/plan/{}#{cancelled}", here.key)
    }
}
