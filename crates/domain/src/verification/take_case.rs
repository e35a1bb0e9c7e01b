//! A verifier takes a case that was assigned, or hands it back; whoever takes it says that nothing ties them to it.

use super::states::CaseState;
use crate::common::{Gate, Refusal, Role};

/// What is known when somebody takes a case or hands it back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HandsFacts {
    /// Where the case stands.
    pub state: CaseState,
    /// Whether it was assigned to the person who acts.
    pub is_own: bool,
    /// Whether the person has taken it before.
    pub has_accepted: bool,
}

/// A case that its verifier has taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseAccepted;

/// A case that nobody has any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseHandedBack {
    /// Where it stands now.
    pub state: CaseState,
}

/// Decides whether somebody takes a case.
///
/// # Errors
///
/// Refuses everybody but the one to whom it was assigned, and a second time.
pub fn accept_case(facts: &HandsFacts) -> Result<CaseAccepted, Refusal> {
    own_hands(facts.is_own)?;
    if facts.has_accepted {
        return Err(
            Refusal::new("verification.already_accepted").next("verification.record_finding", Role::Verifier)
        );
    }
    Ok(CaseAccepted)
}

/// Decides whether somebody hands a case back.
///
/// # Errors
///
/// Refuses everybody but the one who has it, and a case that has its finding.
pub fn hand_back(facts: &HandsFacts) -> Result<CaseHandedBack, Refusal> {
    own_hands(facts.is_own)?;
    match facts.state {
        CaseState::Open | CaseState::Assigned => Ok(CaseHandedBack { state: CaseState::Open }),
        CaseState::FoundProvisionally | CaseState::FoundFinally => {
            Err(Refusal::new("verification.case_has_finding").next("verification", Role::Verifier))
        }
    }
}

/// Only the one who has a case acts in it.
pub(super) fn own_hands(is_own: bool) -> Result<(), Refusal> {
    if is_own {
        return Ok(());
    }
    Err(Refusal::new("verification.not_your_case")
        .gate(Gate::SeparateHands)
        .next("verification.assign_verifier", Role::Organiser))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(state: CaseState, is_own: bool, has_accepted: bool) -> HandsFacts {
        HandsFacts { state, is_own, has_accepted }
    }

    #[test]
    fn a_case_is_taken_once_and_by_nobody_else() {
        let check = |facts: HandsFacts, expected: Result<(), &str>| {
            assert_eq!(accept_case(&facts).map(|_| ()).map_err(|refusal| refusal.code), expected);
        };
        check(facts(CaseState::Assigned, true, false), Ok(()));
        check(facts(CaseState::Assigned, false, false), Err("verification.not_your_case"));
        check(facts(CaseState::Open, false, false), Err("verification.not_your_case"));
        check(facts(CaseState::Assigned, true, true), Err("verification.already_accepted"));
    }

    #[test]
    fn a_case_is_handed_back_until_there_is_a_finding() {
        let check = |facts: HandsFacts, expected: Result<CaseState, &str>| {
            assert_eq!(hand_back(&facts).map(|back| back.state).map_err(|refusal| refusal.code), expected);
        };
        check(facts(CaseState::Assigned, true, false), Ok(CaseState::Open));
        check(facts(CaseState::Assigned, true, true), Ok(CaseState::Open));
        check(facts(CaseState::Assigned, false, true), Err("verification.not_your_case"));
        check(facts(CaseState::FoundProvisionally, true, true), Err("verification.case_has_finding"));
        check(facts(CaseState::FoundFinally, true, true), Err("verification.case_has_finding"));
    }
}
