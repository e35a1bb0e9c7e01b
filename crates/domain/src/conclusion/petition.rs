//! A petition against what was decided, and its answer with grounds.

use jiff::civil::Date;

use super::notice::decided;
use super::states::{ConclusionState, PetitionState};
use crate::common::{Gate, PersonId, Refusal, Role};

/// What is known of a petition that is to be filed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FilePetition {
    /// Where the conclusion stands.
    pub state: ConclusionState,
    /// Whether the person is whom the conclusion concerns.
    pub is_concerned: bool,
    /// The day on which the person had notice.
    pub served_on: Option<Date>,
    /// How many days there are for a petition.
    pub term_days: u16,
    /// Whether another petition against the conclusion waits for its answer.
    pub has_open_petition: bool,
    /// The day.
    pub today: Date,
}

/// A petition that is received.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PetitionFiled {
    /// Where it stands.
    pub state: PetitionState,
    /// The last day on which it could be filed.
    pub until: Date,
}

/// The last day on which a petition may be filed.
#[must_use]
pub fn last_day(served_on: Date, term_days: u16) -> Date {
    served_on.saturating_add(jiff::Span::new().days(i64::from(term_days)))
}

/// Decides whether a petition is received.
///
/// # Errors
///
/// Refuses one against a draft, by another, before the notice, after the term, and a second one while the first waits.
pub fn file(command: &FilePetition) -> Result<PetitionFiled, Refusal> {
    decided(command.state)?;
    let refused = |code| Refusal::new(code).next("conclusion.answer_petition", Role::Superior);
    if !command.is_concerned {
        return Err(
            Refusal::new("conclusion.petition_by_another").next("conclusion.file_petition", Role::Reviewed)
        );
    }
    let Some(served_on) = command.served_on else {
        return Err(Refusal::new("conclusion.petition_before_notice")
            .next("conclusion.acknowledge_notice", Role::Reviewed));
    };
    let until = last_day(served_on, command.term_days);
    if until < command.today {
        return Err(refused("conclusion.petition_too_late")
            .arg("until", until)
            .arg("days", command.term_days));
    }
    if command.has_open_petition {
        return Err(refused("conclusion.petition_open"));
    }
    Ok(PetitionFiled { state: PetitionState::Received, until })
}

/// What is known of a petition that is to be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnswerPetition {
    /// Where it stands.
    pub state: PetitionState,
    /// Whether the answer gives the petitioner right.
    pub is_granted: bool,
    /// Who petitions.
    pub petitioner: PersonId,
    /// Whom the conclusion is about; none for a collective.
    pub subject: Option<PersonId>,
    /// Who answers.
    pub answerer: PersonId,
    /// The number of the conclusion.
    pub number: u32,
}

/// A petition that is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PetitionAnswered {
    /// Where it stands.
    pub state: PetitionState,
    /// The number of the conclusion that is drafted anew, when it was granted.
    pub drafted: Option<u32>,
}

/// Decides whether a petition is answered, and whether what was decided is drafted anew.
///
/// # Errors
///
/// Refuses a second answer, and an answer by the petitioner or by the person under review.
pub fn answer(command: &AnswerPetition) -> Result<PetitionAnswered, Refusal> {
    if command.state != PetitionState::Received {
        return Err(Refusal::new("conclusion.petition_answered").next("conclusion", Role::Superior));
    }
    if command.answerer == command.petitioner || Some(command.answerer) == command.subject {
        return Err(Refusal::new("conclusion.petition_answered_by_party")
            .gate(Gate::SeparateHands)
            .next("conclusion.answer_petition", Role::Superior));
    }
    Ok(match command.is_granted {
        true => PetitionAnswered {
            state: PetitionState::Granted,
            drafted: Some(command.number.saturating_add(1)),
        },
        false => PetitionAnswered { state: PetitionState::Upheld, drafted: None },
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;

    fn check(change: impl FnOnce(&mut FilePetition), expected: Result<Date, &str>) {
        let mut command = FilePetition {
            state: ConclusionState::Decided,
            is_concerned: true,
            served_on: Some(date(2026, 12, 1)),
            term_days: 30,
            has_open_petition: false,
            today: date(2026, 12, 31),
        };
        change(&mut command);
        assert_eq!(file(&command).map(|filed| filed.until).map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn whom_it_concerns_petitions_within_the_term_after_the_notice() {
        check(|_| (), Ok(date(2026, 12, 31)));
        check(|command| command.today = date(2027, 1, 1), Err("conclusion.petition_too_late"));
        check(|command| command.served_on = None, Err("conclusion.petition_before_notice"));
        check(|command| command.is_concerned = false, Err("conclusion.petition_by_another"));
        check(|command| command.state = ConclusionState::Draft, Err("conclusion.not_decided"));
        check(|command| command.has_open_petition = true, Err("conclusion.petition_open"));
    }

    fn answering(change: impl FnOnce(&mut AnswerPetition), expected: Result<Option<u32>, &str>) {
        let person = |number| PersonId::new(Uuid::from_u128(number));
        let mut command = AnswerPetition {
            state: PetitionState::Received,
            is_granted: true,
            petitioner: person(1),
            subject: Some(person(2)),
            answerer: person(3),
            number: 1,
        };
        change(&mut command);
        assert_eq!(
            answer(&command).map(|answered| answered.drafted).map_err(|refusal| refusal.code),
            expected
        );
    }

    #[test]
    fn what_was_decided_is_drafted_anew_only_when_a_petition_is_granted() {
        answering(|_| (), Ok(Some(2)));
        answering(|command| command.is_granted = false, Ok(None));
    }

    #[test]
    fn a_petition_is_answered_once_and_by_no_party() {
        answering(|command| command.state = PetitionState::Upheld, Err("conclusion.petition_answered"));
        answering(
            |command| command.answerer = command.petitioner,
            Err("conclusion.petition_answered_by_party"),
        );
        let by_subject = |command: &mut AnswerPetition| command.answerer = command.subject.unwrap();
        answering(by_subject, Err("conclusion.petition_answered_by_party"));
    }
}
