//! Gate G19, answered for: each collective shortcoming names responsible persons, whose own report must answer it.

use std::collections::BTreeSet;

use super::draft::edit;
use super::states::{ConclusionState, ResponsibilityKind};
use crate::common::{Gate, PersonId, Refusal, Role};
use crate::report::ReportState;

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

/// A person who is named responsible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResponsibleNamed;

/// Decides whether somebody is named responsible.
///
/// # Errors
///
/// Refuses after the decision, and a person who is named already.
pub fn name_responsible(state: ConclusionState, is_named: bool) -> Result<ResponsibleNamed, Refusal> {
    edit(state)?;
    if is_named {
        return Err(refusal("conclusion.responsible_named_twice")
            .next("conclusion.name_responsible", Role::Secretary));
    }
    Ok(ResponsibleNamed)
}

/// An answer that is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResponsibilityAnswered;

/// Decides whether somebody answers for a collective shortcoming in which they are named.
///
/// # Errors
///
/// Refuses an answer in another's place, one after the decision, and one while the person's own report, into which
/// it is written, is not submitted. Somebody who writes no report in this campaign answers beside it.
pub fn answer_responsibility(
    state: ConclusionState,
    (named, answering): (PersonId, PersonId),
    own_report: Option<ReportState>,
) -> Result<ResponsibilityAnswered, Refusal> {
    if named != answering {
        return Err(refusal("conclusion.responsible_is_another")
            .next("conclusion.answer_responsibility", Role::Reviewed));
    }
    edit(state)?;
    if own_report.is_some_and(|report| !report.is_submitted()) {
        return Err(refusal("conclusion.own_report_not_submitted").next("report.submit", Role::Reviewed));
    }
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
        let code = |state, answering, report| {
            answer_responsibility(state, (one, answering), report).map_err(|refusal| refusal.code)
        };
        let submitted = Some(ReportState::Submitted);
        assert_eq!(code(ConclusionState::Draft, one, submitted), Ok(ResponsibilityAnswered));
        assert_eq!(code(ConclusionState::Draft, one, None), Ok(ResponsibilityAnswered));
        let draft = Some(ReportState::Draft);
        assert_eq!(code(ConclusionState::Draft, one, draft), Err("conclusion.own_report_not_submitted"));
        assert_eq!(code(ConclusionState::Draft, other, submitted), Err("conclusion.responsible_is_another"));
        assert_eq!(code(ConclusionState::Decided, one, submitted), Err("conclusion.already_decided"));
        assert_eq!(name_responsible(ConclusionState::Draft, false), Ok(ResponsibleNamed));
        let twice = name_responsible(ConclusionState::Draft, true).unwrap_err();
        assert_eq!(twice.code, "conclusion.responsible_named_twice");
    }

    #[test]
    fn each_of_them_answers_in_their_own_report() {
        check(&[(1, Main, true), (2, Shared, false)], Err("conclusion.responsible_not_answered"));
    }
}
