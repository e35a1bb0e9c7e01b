//! Noting that a term has ended without an answer: silence, not a confession.

use jiff::civil::Date;

use super::states::{AssignmentState, ServiceKind};
use crate::common::{Gate, Refusal, Role};

/// What is known when a term is to be noted as lapsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LapseFacts {
    /// Where the assignment stands.
    pub state: AssignmentState,
    /// How the notice was served.
    pub service: Option<ServiceKind>,
    /// The last day of the term.
    pub due: Date,
    /// Today.
    pub today: Date,
}

/// A term that went by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lapsed {
    /// Where the assignment stands now.
    pub state: AssignmentState,
}

/// Decides whether a term has lapsed.
///
/// # Errors
///
/// Refuses what was answered or has lapsed, what never reached the person, and a term that still runs: its last day
/// belongs to the person.
pub fn lapse(facts: &LapseFacts) -> Result<Lapsed, Refusal> {
    let refusal = |code| Refusal::new(code).gate(Gate::Heard);
    match (facts.state, facts.service) {
        (AssignmentState::Answered, _) => {
            return Err(refusal("explanation.already_answered").next("explanation", Role::Secretary));
        }
        (AssignmentState::Lapsed, _) => {
            return Err(refusal("explanation.term_lapsed").next("explanation.reopen", Role::Secretary));
        }
        (AssignmentState::Served, _) | (_, Some(ServiceKind::Impossible)) => {}
        (AssignmentState::Assigned | AssignmentState::Reopened, _) => {
            return Err(refusal("explanation.not_served").next("explanation.serve", Role::Secretary));
        }
    }
    if facts.today <= facts.due {
        return Err(refusal("explanation.term_runs")
            .arg("due_day", facts.due)
            .next("explanation.answer", Role::Reviewed));
    }
    Ok(Lapsed { state: AssignmentState::Lapsed })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn check(state: AssignmentState, service: ServiceKind, today: Date, expected: Result<(), &str>) {
        let facts = LapseFacts { state, service: Some(service), due: date(2026, 11, 25), today };
        assert_eq!(lapse(&facts).map(|_| ()).map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn a_term_lapses_on_the_day_after_its_last() {
        let served = AssignmentState::Served;
        check(served, ServiceKind::OnPaper, date(2026, 11, 25), Err("explanation.term_runs"));
        check(served, ServiceKind::OnPaper, date(2026, 11, 26), Ok(()));
    }

    #[test]
    fn no_term_lapses_for_somebody_whom_no_notice_reached() {
        let sent = ServiceKind::InProgram;
        check(AssignmentState::Assigned, sent, date(2026, 12, 31), Err("explanation.not_served"));
        check(AssignmentState::Reopened, sent, date(2026, 12, 31), Err("explanation.not_served"));
    }

    #[test]
    fn it_lapses_for_somebody_whom_no_notice_can_reach() {
        check(
            AssignmentState::Assigned,
            ServiceKind::Impossible,
            date(2026, 11, 25),
            Err("explanation.term_runs"),
        );
        check(AssignmentState::Assigned, ServiceKind::Impossible, date(2026, 11, 26), Ok(()));
    }

    #[test]
    fn what_has_ended_does_not_lapse_again() {
        let day = date(2026, 12, 31);
        check(AssignmentState::Answered, ServiceKind::OnPaper, day, Err("explanation.already_answered"));
        check(AssignmentState::Lapsed, ServiceKind::OnPaper, day, Err("explanation.term_lapsed"));
    }
}
