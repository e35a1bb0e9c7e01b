//! A finding stands once those whom it concerns were heard, on all the evidence there is.

use super::hearing::{Hearing, Service};
use crate::common::{Gate, Refusal, Role};
use crate::verification::record_finding::confirms;
use crate::verification::{CaseState, Verdict};

/// What is known when a finding is to stand.
#[derive(Debug, Clone, Copy)]
pub struct FinaliseFacts<'a> {
    /// Where the case stands, if there is one.
    pub case: Option<CaseState>,
    /// What the last finding says, if there is one.
    pub verdict: Option<Verdict>,
    /// Whether the point concerns the person who acts.
    pub is_concerned: bool,
    /// How far the persons concerned were heard.
    pub hearings: &'a [Hearing],
    /// How many pieces of evidence came in after the finding.
    pub n_since: i64,
    /// How many pieces of evidence came in after those concerned were heard, and not from themselves.
    pub n_unheard: usize,
}

/// A finding that stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finalised {
    /// Where the case stands now.
    pub state: CaseState,
}

/// Decides whether a finding stands. One that finds nothing against anybody needs nobody to be asked, but waits for
/// those who were.
///
/// # Errors
///
/// Refuses a case without a finding or with a final one; somebody who is concerned; a finding that has not looked at
/// all the evidence; one on which somebody is still to be heard, or on evidence that they could not answer.
pub fn finalise(facts: &FinaliseFacts<'_>) -> Result<Finalised, Refusal> {
    let verdict = match (facts.case, facts.verdict) {
        (Some(CaseState::FoundFinally), _) => {
            return Err(Refusal::new("explanation.finding_stands")
                .gate(Gate::Sealed)
                .next("explanation.reopen", Role::Secretary));
        }
        (Some(CaseState::FoundProvisionally), Some(verdict)) => verdict,
        _ => {
            let refusal = Refusal::new("explanation.no_finding").gate(Gate::Grounded);
            return Err(refusal.next("verification.record_finding", Role::Verifier));
        }
    };
    if facts.is_concerned {
        return Err(Refusal::new("explanation.own_matter")
            .gate(Gate::SeparateHands)
            .next("explanation.finalise", Role::Verifier));
    }
    if 0 < facts.n_since {
        return Err(Refusal::new("explanation.finding_older_than_evidence")
            .gate(Gate::Grounded)
            .arg("new", facts.n_since)
            .next("verification.record_finding", Role::Verifier));
    }
    were_heard(facts.hearings, verdict)?;
    if confirms(verdict) && 0 < facts.n_unheard {
        return Err(Refusal::new("explanation.evidence_unheard")
            .gate(Gate::Heard)
            .arg("new", facts.n_unheard)
            .next("explanation.reopen", Role::Secretary));
    }
    Ok(Finalised { state: CaseState::FoundFinally })
}

fn were_heard(hearings: &[Hearing], verdict: Verdict) -> Result<(), Refusal> {
    let refusal = |code| Refusal::new(code).gate(Gate::Heard);
    if hearings.is_empty() && confirms(verdict) {
        return Err(refusal("explanation.nobody_asked").next("explanation.assign", Role::Secretary));
    }
    let waiting: Vec<&Hearing> = hearings.iter().filter(|hearing| !hearing.has_ended()).collect();
    if let Some(last) = waiting.iter().map(|hearing| hearing.term_ends).max() {
        let n_unserved = waiting.iter().filter(|hearing| hearing.service == Service::NotYet).count();
        let next = if 0 < n_unserved { "explanation.serve" } else { "explanation.answer" };
        let who = if 0 < n_unserved { Role::Secretary } else { Role::Reviewed };
        return Err(refusal("explanation.not_heard")
            .arg("open", waiting.len())
            .arg("unserved", n_unserved)
            .arg("due_day", last)
            .next(next, who));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;
    use crate::common::PersonId;
    use crate::explanation::AssignmentState;

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
        change: impl FnOnce(&mut FinaliseFacts<'_>),
        expected: Result<(), &str>,
    ) {
        let hearings: Vec<Hearing> = states.iter().copied().map(hearing).collect();
        let mut facts = FinaliseFacts {
            case: Some(CaseState::FoundProvisionally),
            verdict: Some(Verdict::Confirmed),
            is_concerned: false,
            hearings: &hearings,
            n_since: 0,
            n_unheard: 0,
        };
        change(&mut facts);
        let result = finalise(&facts).map(|finalised| assert_eq!(finalised.state, CaseState::FoundFinally));
        assert_eq!(result.map_err(|refusal| refusal.code), expected);
    }

    const HEARD: &[AssignmentState] = &[AssignmentState::Answered];

    #[test]
    fn a_finding_stands_once_its_subject_was_heard() {
        check(HEARD, |_| (), Ok(()));
        check(&[AssignmentState::Answered, AssignmentState::Lapsed], |_| (), Ok(()));
        check(&[], |_| (), Err("explanation.nobody_asked"));
        for state in [AssignmentState::Assigned, AssignmentState::Served, AssignmentState::Reopened] {
            check(&[AssignmentState::Answered, state], |_| (), Err("explanation.not_heard"));
        }
    }

    #[test]
    fn what_finds_nothing_against_anybody_asks_nobody_but_waits_for_who_was_asked() {
        for verdict in [Verdict::Unfounded, Verdict::BeyondAuthority] {
            check(&[], |facts| facts.verdict = Some(verdict), Ok(()));
            let asked = [AssignmentState::Served];
            check(&asked, |facts| facts.verdict = Some(verdict), Err("explanation.not_heard"));
        }
    }

    #[test]
    fn a_finding_stands_once() {
        check(HEARD, |facts| facts.case = Some(CaseState::FoundFinally), Err("explanation.finding_stands"));
        check(HEARD, |facts| facts.case = Some(CaseState::Assigned), Err("explanation.no_finding"));
        check(HEARD, |facts| facts.case = None, Err("explanation.no_finding"));
    }

    #[test]
    fn nobody_lets_the_finding_on_themselves_stand() {
        check(HEARD, |facts| facts.is_concerned = true, Err("explanation.own_matter"));
    }

    #[test]
    fn a_finding_that_stands_has_looked_at_everything() {
        check(HEARD, |facts| facts.n_since = 1, Err("explanation.finding_older_than_evidence"));
    }

    #[test]
    fn no_finding_against_somebody_stands_on_evidence_that_they_could_not_answer() {
        check(HEARD, |facts| facts.n_unheard = 1, Err("explanation.evidence_unheard"));
    }
}
