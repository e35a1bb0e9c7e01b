//! A task is done, by whoever has it, with what shows it; or it is cancelled, with the reason.

use super::TaskState;
use crate::common::{Refusal, Role};

/// What is known of a task that is to be ended.
#[derive(Debug, Clone, Copy)]
pub struct EndTask {
    /// Where it stands.
    pub state: TaskState,
    /// Whether the one who ends it is the one who has it.
    pub is_own: bool,
}

/// How a task ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TaskEnded {
    /// Where it stands now.
    pub state: TaskState,
}

/// Decides whether a task is done.
///
/// # Errors
///
/// Refuses somebody else's task, and one that has ended.
pub fn finish_task(command: &EndTask) -> Result<TaskEnded, Refusal> {
    if !command.is_own {
        return Err(Refusal::new("plan.task_of_another").next("plan.finish_task", Role::Organiser));
    }
    still_open(command.state)?;
    Ok(TaskEnded { state: TaskState::Done })
}

/// Decides whether a task may be cancelled.
///
/// # Errors
///
/// Refuses one that has ended.
pub fn cancel_task(command: &EndTask) -> Result<TaskEnded, Refusal> {
    still_open(command.state)?;
    Ok(TaskEnded { state: TaskState::Cancelled })
}

fn still_open(state: TaskState) -> Result<(), Refusal> {
    match state {
        TaskState::Open => Ok(()),
        TaskState::Done | TaskState::Cancelled => Err(Refusal::new("plan.task_has_ended")
            .arg("state_code", state)
            .next("plan.add_task", Role::Organiser)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(state: TaskState, is_own: bool, expected: Result<TaskState, &str>) {
        let ended = finish_task(&EndTask { state, is_own });
        assert_eq!(ended.map(|ended| ended.state).map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn a_task_is_finished_once_and_by_the_one_who_has_it() {
        check(TaskState::Open, true, Ok(TaskState::Done));
        check(TaskState::Open, false, Err("plan.task_of_another"));
        check(TaskState::Done, true, Err("plan.task_has_ended"));
        check(TaskState::Cancelled, true, Err("plan.task_has_ended"));
    }

    #[test]
    fn a_task_that_has_ended_is_not_cancelled() {
        let done = EndTask { state: TaskState::Done, is_own: false };
        assert!(cancel_task(&done).is_err());
        let open = EndTask { state: TaskState::Open, is_own: false };
        assert_eq!(cancel_task(&open).unwrap().state, TaskState::Cancelled);
    }
}
