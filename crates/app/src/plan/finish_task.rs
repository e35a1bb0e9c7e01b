//! Finishing one's own task, with what shows it.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, form};
use domain::common::Prose;
use domain::common::id::TaskId;
use domain::plan as rules;

use super::store::TaskRow;

form! {
    /// A task that is done.
    pub struct FinishTask = "plan.finish_task" {
        /// The task.
        task: one hidden TaskId,
        /// What shows that it is done.
        evidence: one prose Prose,
    }
}

impl Act for FinishTask {
    type Outcome = TaskId;

    async fn run(&self, unit: &mut Unit) -> Result<TaskId, Failure> {
        let task: TaskRow = unit.need(self.task).await?;
        let person = unit.person()?;
        super::known_task(unit, &task).await?;
        let ended =
            rules::finish_task(&rules::EndTask { state: task.state, is_own: task.owner_id == person })?;
        let task = TaskRow {
            state: ended.state,
            done_at: Some(unit.at()),
            done_by: Some(person),
            evidence: Some(self.evidence.clone()),
            ..task
        };
        Ok(unit.commit("plan.task_finished", task, vec![]).await?.id)
    }

    fn landing(&self, _: &Here, _: &TaskId) -> String {
        "/".to_owned()
    }
}
