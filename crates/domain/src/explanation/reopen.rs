//! New evidence opens a point again, once: those who were heard are heard on it, and the finding is made anew.

use super::hearing::Hearing;
use super::states::AssignmentState;
use crate::common::{Gate, Refusal, Role};
use crate::verification::CaseState;

/// What is known when a point is to be opened again.
#[derive(Debug, Clone, Copy)]
pub struct ReopenFacts<'a> {
    /// Where the case stands, if there is one.
    pub case: Option<CaseState>,
    /// How far the persons concerned were heard.
    pub hearings: &'a [Hearing],
    /// How often the point was opened again.
    pub n_reopened: i64,
    /// How many pieces of evidence came in after they were heard, and not from themselves.
    pub n_unheard: usize,
}

/// A point that is open again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reopened {
    /// Where each assignment stands now.
    pub assignment: AssignmentState,
    /// Where the case stands now; a final finding stays as it is, and another is to follow it.
    pub case: Option<CaseState>,
}

/// Decides whether a point is opened again.
///
/// # Errors
///
/// Refuses while nobody was asked or somebody is still to answer, a second time, and without new evidence.
pub fn reopen(facts: &ReopenFacts<'_>) -> Result<Reopened, Refusal> {
    let refusal = |code| Refusal::new(code).gate(Gate::Heard);
    if facts.hearings.is_empty() {
        return Err(refusal("explanation.nobody_asked").next("explanation.assign", Role::Secretary));
    }
    if 0 < facts.n_reopened {
        return Err(refusal("explanation.reopened_once").next("explanation.finalise", Role::Verifier));
    }
    let n_waiting = facts.hearings.iter().filter(|hearing| !hearing.has_ended()).count();
    if 0 < n_waiting {
        return Err(refusal("explanation.still_waiting")
            .arg("open", n_waiting)
            .next("explanation.answer", Role::Reviewed));
    }
    if facts.n_unheard == 0 {
        return Err(refusal("explanation.no_new_evidence").next("verification.add_evidence", Role::Verifier));
    }
    let case = facts.case.map(|state| match state {
        CaseState::FoundFinally => CaseState::FoundProvisionally,
        other => other,
    });
    Ok(Reopened { assignment: AssignmentState::Reopened, case })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::super::hearing::Service;
    use super::*;
    use crate::common::PersonId;

    fn hearing(state: AssignmentState) -> Hearing {
        Hearing {
            person: PersonId::new(Uuid::nil()),
            service: Service::Served(date(2026, 11, 18)),
            state,
            term_ends: date(2026, 11, 25),
        }
    }

    fn check(
        states: &[AssignmentState],
        (n_reopened, n_unheard): (i64, usize),
        expected: Result<Option<CaseState>, &str>,
    ) {
        let hearings: Vec<Hearing> = states.iter().copied().map(hearing).collect();
        let case = Some(CaseState::FoundFinally);
        let result = reopen(&ReopenFacts { case, hearings: &hearings, n_reopened, n_unheard });
        assert_eq!(result.map(|reopened| reopened.case).map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn new_evidence_opens_a_final_finding_once() {
        let heard = [AssignmentState::Answered, AssignmentState::Lapsed];
        check(&heard, (0, 1), Ok(Some(CaseState::FoundProvisionally)));
        check(&heard, (1, 1), Err("explanation.reopened_once"));
        check(&heard, (0, 0), Err("explanation.no_new_evidence"));
    }

    #[test]
    fn what_is_still_open_is_not_opened_again() {
        check(&[], (0, 1), Err("explanation.nobody_asked"));
        check(
            &[AssignmentState::Answered, AssignmentState::Served],
            (0, 1),
            Err("explanation.still_waiting"),
        );
    }
}
