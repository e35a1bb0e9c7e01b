//! Gate G15, separate hands: who accepts a remedy is not who did it.

use super::states::CommitmentState;
use crate::common::{Gate, PersonId, Refusal, Role};

/// What is known of a commitment that is to be accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AcceptanceFacts<'a> {
    /// Where the commitment stands.
    pub state: CommitmentState,
    /// How many pieces of proof there are.
    pub n_proofs: u32,
    /// How many milestones are not reached.
    pub n_open_milestones: u32,
    /// Who did it.
    pub doers: &'a [PersonId],
    /// Who accepts it.
    pub acceptor: PersonId,
}

/// A remedy that another accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RemedyAccepted {
    /// Who accepted it.
    pub acceptor: PersonId,
}

/// Decides whether a remedy is accepted.
///
/// # Errors
///
/// Refuses the doer as acceptor, a commitment that was not reported as done, missing proof and open milestones.
pub fn accept(facts: &AcceptanceFacts<'_>) -> Result<RemedyAccepted, Refusal> {
    another(facts.doers, facts.acceptor)?;
    if facts.state != CommitmentState::Reported {
        return Err(Refusal::new("remedy.not_reported")
            .arg("state_code", format!("commitment_{}", facts.state))
            .next("remedy.report_done", Role::Reviewed));
    }
    if 0 < facts.n_open_milestones {
        return Err(Refusal::new("remedy.milestones_open")
            .arg("open", facts.n_open_milestones)
            .next("remedy.reach_milestone", Role::Reviewed));
    }
    if facts.n_proofs == 0 {
        return Err(Refusal::new("remedy.no_proof").next("remedy.report_done", Role::Reviewed));
    }
    Ok(RemedyAccepted { acceptor: facts.acceptor })
}

/// A report that was given back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GivenBack {
    /// Where the commitment stands now.
    pub state: CommitmentState,
}

/// Decides whether a report is given back, with the reason, to be done again.
///
/// # Errors
///
/// Refuses the doer, and a commitment that was not reported as done.
pub fn give_back(state: CommitmentState, doers: &[PersonId], by: PersonId) -> Result<GivenBack, Refusal> {
    another(doers, by)?;
    if state != CommitmentState::Reported {
        return Err(Refusal::new("remedy.nothing_reported")
            .arg("state_code", format!("commitment_{state}"))
            .next("remedy.report_done", Role::Reviewed));
    }
    Ok(GivenBack { state: CommitmentState::Committed })
}

fn another(doers: &[PersonId], by: PersonId) -> Result<(), Refusal> {
    if doers.contains(&by) {
        return Err(Refusal::new("remedy.acceptor_is_doer")
            .gate(Gate::SeparateHands)
            .next("remedy.accept", Role::Superior));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn person(number: u128) -> PersonId {
        PersonId::new(Uuid::from_u128(number))
    }

    fn check(change: impl FnOnce(&mut AcceptanceFacts<'_>), expected: Result<(), &str>) {
        let doers = [person(1), person(2)];
        let (state, acceptor) = (CommitmentState::Reported, person(3));
        let mut facts = AcceptanceFacts { state, n_proofs: 1, n_open_milestones: 0, doers: &doers, acceptor };
        change(&mut facts);
        assert_eq!(accept(&facts).map(|_| ()).map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn nobody_accepts_their_own_work() {
        check(|_| (), Ok(()));
        check(|facts| facts.acceptor = person(2), Err("remedy.acceptor_is_doer"));
    }

    #[test]
    fn another_gives_back_what_was_reported() {
        let doers = [person(1)];
        let code = |state, by| give_back(state, &doers, by).map_err(|refusal| refusal.code);
        let back = Ok(GivenBack { state: CommitmentState::Committed });
        assert_eq!(code(CommitmentState::Reported, person(2)), back);
        assert_eq!(code(CommitmentState::Reported, person(1)), Err("remedy.acceptor_is_doer"));
        assert_eq!(code(CommitmentState::Accepted, person(2)), Err("remedy.nothing_reported"));
    }

    #[test]
    fn a_remedy_is_accepted_when_it_was_reported_with_proof_and_all_milestones() {
        check(|facts| facts.state = CommitmentState::Committed, Err("remedy.not_reported"));
        check(|facts| facts.state = CommitmentState::Accepted, Err("remedy.not_reported"));
        check(|facts| facts.n_proofs = 0, Err("remedy.no_proof"));
        check(|facts| facts.n_open_milestones = 1, Err("remedy.milestones_open"));
    }
}
