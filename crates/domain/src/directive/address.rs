//! A paper is addressed to units, and each of them acknowledges it for itself.

use super::states::AcknowledgementState;
use crate::common::{Refusal, Role};

/// What is known of a paper that is to be addressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Address {
    /// How many clauses it has.
    pub n_clauses: usize,
    /// How many of the chosen units are not addressed yet.
    pub n_new: usize,
}

/// A paper that may be addressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Addressed {
    /// Where it stands with each new addressee.
    pub state: AcknowledgementState,
}

/// Decides whether a paper may be addressed.
///
/// # Errors
///
/// Refuses a paper without clauses, since nobody would know what binds them, and a choice in which nobody is new.
pub fn address(command: &Address) -> Result<Addressed, Refusal> {
    if command.n_clauses == 0 {
        return Err(Refusal::new("directive.no_clauses").next("directive.add_clauses", Role::Organiser));
    }
    if command.n_new == 0 {
        return Err(Refusal::new("directive.nobody_new").next("directive.address", Role::Organiser));
    }
    Ok(Addressed { state: AcknowledgementState::Waiting })
}

/// A paper that is acknowledged by one addressee.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Acknowledged {
    /// Where it stands with this addressee.
    pub state: AcknowledgementState,
}

/// Decides whether a unit acknowledges a paper by this person.
///
/// # Errors
///
/// Refuses whoever is not appointed at the unit itself — the level above does not acknowledge what it sent — and a
/// second time.
pub fn acknowledge(state: AcknowledgementState, is_of_this_unit: bool) -> Result<Acknowledged, Refusal> {
    if !is_of_this_unit {
        return Err(
            Refusal::new("directive.acknowledged_for_another").next("directive.acknowledge", Role::Organiser)
        );
    }
    match state {
        AcknowledgementState::Waiting => Ok(Acknowledged { state: AcknowledgementState::Acknowledged }),
        AcknowledgementState::Acknowledged => {
            Err(Refusal::new("directive.acknowledged_already").next("directive", Role::Organiser))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(n_clauses: usize, n_new: usize, expected: Result<(), &str>) {
        let addressed = address(&Address { n_clauses, n_new });
        assert_eq!(addressed.map(|_| ()).map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn a_paper_is_addressed_with_its_clauses_and_to_each_unit_once() {
        check(1, 3, Ok(()));
        check(0, 3, Err("directive.no_clauses"));
        check(1, 0, Err("directive.nobody_new"));
    }

    #[test]
    fn each_unit_acknowledges_for_itself_and_once() {
        let now = |state, own| acknowledge(state, own).map(|done| done.state).map_err(|refusal| refusal.code);
        assert_eq!(now(AcknowledgementState::Waiting, true), Ok(AcknowledgementState::Acknowledged));
        assert_eq!(now(AcknowledgementState::Waiting, false), Err("directive.acknowledged_for_another"));
        assert_eq!(now(AcknowledgementState::Acknowledged, true), Err("directive.acknowledged_already"));
    }
}
