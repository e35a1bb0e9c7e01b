//! A task is given to somebody, with a day.

use jiff::civil::Date;

use crate::common::{Refusal, Role};

/// What is known when a task is to be given.
#[derive(Debug, Clone, Copy)]
pub struct AddTask {
    /// The day by which it is to be done.
    pub due: Date,
    /// The first day of the campaign.
    pub opens: Date,
    /// The day by which the campaign is to be closed.
    pub closes: Date,
}

/// A task that may be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TaskAdded {
    /// The day by which it is to be done.
    pub due: Date,
}

/// Decides whether a task may be given.
///
/// # Errors
///
/// Refuses a day outside the campaign: nobody would look at it then.
pub fn add_task(command: &AddTask) -> Result<TaskAdded, Refusal> {
    within_campaign(command.due, command.opens, command.closes)?;
    Ok(TaskAdded { due: command.due })
}

/// Refuses a day outside the campaign.
pub(super) fn within_campaign(day: Date, opens: Date, closes: Date) -> Result<(), Refusal> {
    if opens <= day && day <= closes {
        return Ok(());
    }
    Err(Refusal::new("plan.day_outside_campaign")
        .arg("day", day)
        .arg("opens", opens)
        .arg("closes", closes)
        .next("plan", Role::Organiser))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn check(due: Date, expected: Result<(), &str>) {
        let command = AddTask { due, opens: date(2026, 11, 2), closes: date(2026, 12, 31) };
        assert_eq!(add_task(&command).map(|_| ()).map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn a_task_is_due_on_a_day_of_the_campaign() {
        check(date(2026, 11, 2), Ok(()));
        check(date(2026, 12, 31), Ok(()));
        check(date(2026, 11, 1), Err("plan.day_outside_campaign"));
        check(date(2027, 1, 1), Err("plan.day_outside_campaign"));
    }
}
