//! Committing: to the remedy of a shortcoming that was decided, or to something of one's own for the year.

use jiff::civil::Date;

use crate::common::{Gate, Refusal, Role};
use crate::conclusion::ConclusionState;

/// What is known of a commitment that is to be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Commit {
    /// Where the conclusion with the shortcoming stands; none for one's own.
    pub conclusion: Option<ConclusionState>,
    /// By when it is to be done.
    pub deadline: Date,
    /// The day.
    pub today: Date,
}

/// A commitment that is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Committed {
    /// By when it is to be done.
    pub deadline: Date,
}

/// Decides whether a commitment is given.
///
/// # Errors
///
/// Refuses one for a shortcoming that is only drafted, and one whose day has passed.
pub fn commit(command: &Commit) -> Result<Committed, Refusal> {
    if command.conclusion == Some(ConclusionState::Draft) {
        return Err(Refusal::new("remedy.shortcoming_not_decided").next("conclusion.decide", Role::Chair));
    }
    not_passed(command.deadline, command.today)?;
    Ok(Committed { deadline: command.deadline })
}

/// Says that there is something to commit to.
///
/// # Errors
///
/// Refuses when every decided shortcoming with doer, day and measure has its commitment.
pub fn commit_all(n_without: usize) -> Result<usize, Refusal> {
    match n_without {
        0 => Err(Refusal::new("remedy.nothing_to_commit").next("conclusion", Role::Secretary)),
        some => Ok(some),
    }
}

/// Decides whether a milestone is set.
///
/// # Errors
///
/// Refuses one on what is not open, one of somebody else, and a day before today or after the deadline.
pub fn set_milestone(
    doing: &super::report::Doing,
    (due, deadline): (Date, Date),
    today: Date,
) -> Result<Date, Refusal> {
    super::report::by_its_doer(doing)?;
    not_passed(due, today)?;
    if deadline < due {
        return Err(Refusal::new("remedy.milestone_after_deadline")
            .gate(Gate::Concrete)
            .arg("deadline", deadline)
            .next("remedy.add_milestone", Role::Reviewed));
    }
    Ok(due)
}

fn not_passed(day: Date, today: Date) -> Result<(), Refusal> {
    if day < today {
        return Err(Refusal::new("remedy.day_passed").arg("day", day).next("remedy", Role::Secretary));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::remedy::CommitmentState;
    use crate::remedy::report::Doing;

    fn check(conclusion: Option<ConclusionState>, deadline: Date, expected: Result<(), &str>) {
        let committed = commit(&Commit { conclusion, deadline, today: date(2026, 12, 10) });
        assert_eq!(committed.map(|_| ()).map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn a_commitment_remedies_what_was_decided_or_is_ones_own() {
        let ahead = date(2027, 3, 31);
        check(Some(ConclusionState::Decided), ahead, Ok(()));
        check(None, ahead, Ok(()));
        check(Some(ConclusionState::Draft), ahead, Err("remedy.shortcoming_not_decided"));
        check(None, date(2026, 12, 9), Err("remedy.day_passed"));
        check(None, date(2026, 12, 10), Ok(()));
        assert_eq!(commit_all(2), Ok(2));
        assert_eq!(commit_all(0).unwrap_err().code, "remedy.nothing_to_commit");
    }

    #[test]
    fn a_milestone_lies_before_the_deadline() {
        let doing = Doing { state: CommitmentState::Committed, is_doer: true };
        let (today, deadline) = (date(2026, 12, 10), date(2027, 3, 31));
        let code = |due| set_milestone(&doing, (due, deadline), today).map_err(|refusal| refusal.code);
        assert_eq!(code(deadline), Ok(deadline));
        assert_eq!(code(date(2027, 4, 1)), Err("remedy.milestone_after_deadline"));
        assert_eq!(code(date(2026, 12, 1)), Err("remedy.day_passed"));
    }
}
