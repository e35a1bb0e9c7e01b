//! Gate G19, answered for: each collective shortcoming names responsible persons, whose own report must answer it.

use std::collections::BTreeSet;

use super::draft::edit;
use super::states::{ConclusionState, ResponsibilityKind};
use crate::common::{Gate, PersonId, Refusal, Role};

/// Somebody responsible for a collective shortcoming.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Responsible {
    /// Who.
    pub person: PersonId,
    /// How.
    pub kind: ResponsibilityKind,
    /// Whether the person's own sealed report answers the shortcoming.
    pub has_answered: bool,
}

/// A collective shortcoming for which persons answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnsweredFor {
    /// How many persons answer.
    pub n_responsible: usize,
}

/// Decides whether a collective shortcoming is answered for.
///
/// # Errors
///
/// Refuses one that names nobody, nobody in the first place, somebody twice, or somebody who has not answered.
pub fn answered_for(responsible: &[Responsible]) -> Result<AnsweredFor, Refusal> {
    let name = |code| Err(refusal(code).next("conclusion.name_responsible", Role::Secretary));
    if responsible.is_empty() {
        return name("conclusion.nobody_responsible");
    }
    if !responsible.iter().any(|one| one.kind == ResponsibilityKind::Main) {
        return name("conclusion.nobody_mainly_responsible");
    }
    let persons: BTreeSet<PersonId> = responsible.iter().map(|one| one.person).collect();
    if persons.len() < responsible.len() {
        return name("conclusion.responsible_named_twice");
    }
    let n_open = responsible.iter().filter(|one| !one.has_answered).count();
    if 0 < n_open {
        return Err(refusal("conclusion.responsible_not_answered")
            .arg("open", n_open)
            .arg("responsible", responsible.len())
            .next("conclusion.answer_responsibility", Role::Reviewed));
    }
    Ok(AnsweredFor { n_responsible: responsible.len() })
}

/// An answer that is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResponsibilityAnswered;

/// Decides whether somebody answers for a collective shortcoming in which they are named.
///
/// # Errors
///
/// Refuses an answer in another's place, and one after the decision.
pub fn answer_responsibility(
    state: ConclusionState,
    named: PersonId,
    answering: PersonId,
) -> Result<ResponsibilityAnswered, Refusal> {
    if named != answering {
        return Err(refusal("conclusion.responsible_is_another")
            .next("conclusion.answer_responsibility", Role::Reviewed));
    }
    edit(state)?;
    Ok(ResponsibilityAnswered)
}

fn refusal(code: &'static str) -> Refusal {
    Refusal::new(code).gate(Gate::AnsweredFor)
}

#[cfg(test)]
mod tests {
    use ResponsibilityKind::{Main, Shared};
    use uuid::Uuid;

    use super::*;

    fn check(named: &[(u128, ResponsibilityKind, bool)], expected: Result<usize, &str>) {
        let one = |(person, kind, has_answered): &(u128, _, _)| Responsible {
            person: PersonId::new(Uuid::from_u128(*person)),
            kind: *kind,
            has_answered: *has_answered,
        };
        let responsible: Vec<Responsible> = named.iter().map(one).collect();
        let result = answered_for(&responsible).map(|answered| answered.n_responsible);
        assert_eq!(result.map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn a_collective_shortcoming_belongs_to_persons_and_to_one_of_them_first() {
        check(&[], Err("conclusion.nobody_responsible"));
        check(&[(1, Shared, true)], Err("conclusion.nobody_mainly_responsible"));
        check(&[(1, Main, true), (2, Shared, true)], Ok(2));
        check(&[(1, Main, true), (1, Shared, true)], Err("conclusion.responsible_named_twice"));
    }

    #[test]
    fn everybody_answers_for_themselves_and_before_the_decision() {
        let [one, other] = [1, 2].map(|number| PersonId::new(Uuid::from_u128(number)));
        let code =
            |state, answering| answer_responsibility(state, one, answering).map_err(|refusal| refusal.code);
        assert_eq!(code(ConclusionState::Draft, one), Ok(ResponsibilityAnswered));
        assert_eq!(code(ConclusionState::Draft, other), Err("conclusion.responsible_is_another"));
        assert_eq!(code(ConclusionState::Decided, one), Err("conclusion.already_decided"));
    }

    #[test]
    fn each_of_them_answers_in_their_own_report() {
        check(&[(1, Main, true), (2, Shared, false)], Err("conclusion.responsible_not_answered"));
    }
}
