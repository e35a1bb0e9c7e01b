//! Gate G15, separate hands: the verifier is neither the author of what is checked nor the one whom it concerns; in a
//! body too small, the superior's verifier comes.

use jiff::civil::Date;

use super::states::CaseState;
use crate::common::{Gate, PersonId, Refusal, Role};
use crate::opinion::OpinionKind;
use crate::synthesis::RoundState;

/// What is known when a verifier is to be assigned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AssignmentFacts<'a> {
    /// Where the round stands in which the point was made.
    pub round: RoundState,
    /// What kind of point it is.
    pub kind: OpinionKind,
    /// Where the case stands.
    pub state: CaseState,
    /// Who is to check.
    pub verifier: PersonId,
    /// Who wrote the opinions behind the case.
    pub authors: &'a [PersonId],
    /// Whom the case concerns.
    pub subjects: &'a [PersonId],
    /// The verifiers that the unit has.
    pub verifiers: &'a [PersonId],
    /// The verifiers that the superior level has.
    pub superior_verifiers: &'a [PersonId],
    /// By when it is to be checked.
    pub due: Date,
    /// The day of the assignment.
    pub today: Date,
}

/// A case that somebody independent checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VerifierAssigned {
    /// Who checks.
    pub verifier: PersonId,
    /// Whether the superior level sent them.
    pub is_from_superior: bool,
}

/// Whether a point of this kind says something that must be checked before anything may rest on it.
#[must_use]
pub const fn needs_verification(kind: OpinionKind) -> bool {
    matches!(kind, OpinionKind::Shortcoming | OpinionKind::Clarify)
}

/// Decides whether somebody may check a case.
///
/// # Errors
///
/// Refuses a point that is not signed off or alleges nothing, an author, a subject, somebody who is no verifier, a
/// case that has its finding, and a day that has passed. When the unit has nobody else, the refusal names the superior as the next to act.
pub fn assign_verifier(facts: &AssignmentFacts<'_>) -> Result<VerifierAssigned, Refusal> {
    if facts.round != RoundState::Closed {
        return Err(
            Refusal::new("verification.point_not_signed_off").next("synthesis.close_round", Role::Secretary)
        );
    }
    if !needs_verification(facts.kind) {
        return Err(Refusal::new("verification.nothing_to_verify").next("verification", Role::Organiser));
    }
    if matches!(facts.state, CaseState::FoundProvisionally | CaseState::FoundFinally) {
        return Err(Refusal::new("verification.case_has_finding").next("verification", Role::Verifier));
    }
    let is_own_verifier = facts.verifiers.contains(&facts.verifier);
    if !is_own_verifier && !facts.superior_verifiers.contains(&facts.verifier) {
        return Err(refused("verification.not_a_verifier", facts));
    }
    if facts.authors.contains(&facts.verifier) {
        return Err(refused("verification.verifier_is_author", facts));
    }
    if facts.subjects.contains(&facts.verifier) {
        return Err(refused("verification.verifier_is_subject", facts));
    }
    if facts.due < facts.today {
        let refusal = Refusal::new("verification.day_has_passed").arg("day", facts.due);
        return Err(refusal.arg("today", facts.today).next("verification.assign_verifier", Role::Organiser));
    }
    Ok(VerifierAssigned { verifier: facts.verifier, is_from_superior: !is_own_verifier })
}

fn refused(code: &'static str, facts: &AssignmentFacts<'_>) -> Refusal {
    let is_free = |person: &&PersonId| !facts.authors.contains(person) && !facts.subjects.contains(person);
    let n_free = facts.verifiers.iter().filter(is_free).count();
    let who = if n_free == 0 { Role::Superior } else { Role::Organiser };
    Refusal::new(code).gate(Gate::SeparateHands).arg("free", n_free).next("verification.assign_verifier", who)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;

    fn person(number: u128) -> PersonId {
        PersonId::new(Uuid::from_u128(number))
    }

    /// Author 1, subject 2; the unit's verifiers are 1, 2 and 3, the superior's is 9.
    fn assign(verifier: u128, verifiers: &[u128]) -> Result<VerifierAssigned, Refusal> {
        let verifiers: Vec<PersonId> = verifiers.iter().copied().map(person).collect();
        assign_verifier(&AssignmentFacts {
            round: RoundState::Closed,
            kind: OpinionKind::Shortcoming,
            state: CaseState::Open,
            verifier: person(verifier),
            authors: &[person(1)],
            subjects: &[person(2)],
            verifiers: &verifiers,
            superior_verifiers: &[person(9)],
            due: date(2026, 11, 30),
            today: date(2026, 11, 30),
        })
    }

    fn check(verifier: u128, expected: Result<bool, &str>) {
        let result = assign(verifier, &[1, 2, 3]).map(|assigned| assigned.is_from_superior);
        assert_eq!(result.map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn who_checks_neither_said_it_nor_is_concerned() {
        check(3, Ok(false));
        check(1, Err("verification.verifier_is_author"));
        check(2, Err("verification.verifier_is_subject"));
        check(4, Err("verification.not_a_verifier"));
    }

    #[test]
    fn the_superior_may_always_send_a_verifier() {
        check(9, Ok(true));
    }

    #[test]
    fn nothing_is_due_before_it_is_assigned() {
        let facts = AssignmentFacts {
            round: RoundState::Closed,
            kind: OpinionKind::Shortcoming,
            state: CaseState::Open,
            verifier: person(3),
            authors: &[],
            subjects: &[],
            verifiers: &[person(3)],
            superior_verifiers: &[],
            due: date(2026, 11, 29),
            today: date(2026, 11, 30),
        };
        assert_eq!(assign_verifier(&facts).unwrap_err().code, "verification.day_has_passed");
    }

    #[test]
    fn in_a_body_too_small_the_superior_is_asked() {
        let next = |verifiers: &[u128]| assign(1, verifiers).unwrap_err().next.unwrap().who;
        assert_eq!(next(&[1, 2, 3]), Role::Organiser);
        assert_eq!(next(&[1, 2]), Role::Superior);
    }

    #[test]
    fn a_case_with_a_finding_changes_hands_no_more() {
        for state in [CaseState::FoundProvisionally, CaseState::FoundFinally] {
            let (verifier, own) = (person(3), [person(3)]);
            let facts = AssignmentFacts {
                round: RoundState::Closed,
                kind: OpinionKind::Clarify,
                state,
                verifier,
                authors: &[],
                subjects: &[],
                verifiers: &own,
                superior_verifiers: &[],
                due: date(2026, 11, 30),
                today: date(2026, 11, 2),
            };
            assert_eq!(assign_verifier(&facts).unwrap_err().code, "verification.case_has_finding");
        }
    }

    #[test]
    fn only_what_is_signed_off_and_alleges_something_is_checked() {
        let check = |round, kind, expected| {
            let (verifier, own) = (person(3), [person(3)]);
            let facts = AssignmentFacts {
                round,
                kind,
                state: CaseState::Open,
                verifier,
                authors: &[],
                subjects: &[],
                verifiers: &own,
                superior_verifiers: &[],
                due: date(2026, 11, 30),
                today: date(2026, 11, 2),
            };
            assert_eq!(assign_verifier(&facts).map(|_| ()).map_err(|refusal| refusal.code), expected);
        };
        check(RoundState::Closed, OpinionKind::Shortcoming, Ok(()));
        check(RoundState::Open, OpinionKind::Shortcoming, Err("verification.point_not_signed_off"));
        check(RoundState::Closed, OpinionKind::Strength, Err("verification.nothing_to_verify"));
        check(RoundState::Closed, OpinionKind::Proposal, Err("verification.nothing_to_verify"));
    }
}
