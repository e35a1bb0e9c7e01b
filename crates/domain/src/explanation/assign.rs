//! Asking the persons concerned to answer a point.

use jiff::civil::Date;

use crate::common::{Calendar, PersonId, Refusal, Role};
use crate::opinion::OpinionKind;
use crate::synthesis::RoundState;

/// How long somebody has to answer.
#[derive(Debug, Clone, Copy)]
pub struct Term<'a> {
    /// The working days.
    pub calendar: &'a Calendar,
    /// How many of them the rule pack gives.
    pub working_days: u16,
}

impl Term<'_> {
    /// The last day of a term that begins with a notice received on a day.
    #[must_use]
    pub fn from(&self, day: Date) -> Date {
        self.calendar.add_working_days(day, self.working_days.into())
    }
}

/// What is known when a point is to be assigned.
#[derive(Debug, Clone, Copy)]
pub struct AssignFacts<'a> {
    /// Where the round stands in which the point was made.
    pub round: RoundState,
    /// What kind of point it is.
    pub kind: OpinionKind,
    /// Who is to answer.
    pub persons: &'a [PersonId],
    /// Whom the point concerns: the person it is about, or those who sit in the body it is about.
    pub concerned: &'a [PersonId],
    /// Who has been asked before.
    pub asked: &'a [PersonId],
    /// The day that was named, if one was.
    pub due: Option<Date>,
    /// How long the rule pack gives.
    pub term: Term<'a>,
    /// Today.
    pub today: Date,
    /// The day by which the campaign closes.
    pub closes: Date,
}

/// A point that somebody must answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assigned {
    /// By when.
    pub due: Date,
}

/// Whether a point of this kind is left open as long as nobody answered it.
#[must_use]
pub const fn needs_answer(kind: OpinionKind) -> bool {
    matches!(kind, OpinionKind::Shortcoming | OpinionKind::Clarify)
}

/// Decides whether persons are asked to answer a point.
///
/// # Errors
///
/// Refuses a point that is not signed off or asks for no answer, nobody, somebody whom it does not concern or who has
/// been asked, and a day that leaves less time than the rule pack gives.
pub fn assign(facts: &AssignFacts<'_>) -> Result<Assigned, Refusal> {
    if facts.round != RoundState::Closed {
        return Err(
            Refusal::new("explanation.point_not_signed_off").next("synthesis.close_round", Role::Secretary)
        );
    }
    if facts.kind == OpinionKind::Strength {
        return Err(Refusal::new("explanation.nothing_to_answer").next("explanation", Role::Secretary));
    }
    let again = |code| Refusal::new(code).next("explanation.assign", Role::Secretary);
    if facts.persons.is_empty() {
        return Err(again("explanation.nobody_named"));
    }
    if facts.persons.iter().any(|person| !facts.concerned.contains(person)) {
        return Err(again("explanation.not_concerned"));
    }
    if facts.persons.iter().any(|person| facts.asked.contains(person)) {
        return Err(again("explanation.already_assigned"));
    }
    let least = facts.term.from(facts.today);
    let due = facts.due.unwrap_or(least);
    if due < least {
        return Err(again("explanation.term_too_short")
            .arg("days", facts.term.working_days)
            .arg("least_day", least)
            .arg("due_day", due));
    }
    if facts.closes.max(least) < due {
        return Err(again("explanation.term_after_campaign")
            .arg("due_day", due)
            .arg("closes_day", facts.closes));
    }
    Ok(Assigned { due })
}

#[cfg(test)]
pub(super) mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;

    pub(crate) fn calendar() -> Calendar {
        let text = include_str!("../../../../rules/calendars/vn-2026.toml");
        Calendar::parse(text, "vn-2026.toml").unwrap()
    }

    fn person(number: u128) -> PersonId {
        PersonId::new(Uuid::from_u128(number))
    }

    fn check(persons: &[u128], change: impl FnOnce(&mut AssignFacts<'_>), expected: Result<Date, &str>) {
        let calendar = calendar();
        let persons: Vec<PersonId> = persons.iter().copied().map(person).collect();
        let mut facts = AssignFacts {
            round: RoundState::Closed,
            kind: OpinionKind::Shortcoming,
            persons: &persons,
            concerned: &[person(2), person(3)],
            asked: &[person(3)],
            due: None,
            term: Term { calendar: &calendar, working_days: 5 },
            // A Wednesday.
            today: date(2026, 11, 18),
            closes: date(2026, 12, 31),
        };
        change(&mut facts);
        let result = assign(&facts).map(|assigned| assigned.due);
        assert_eq!(result.map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn somebody_has_as_many_working_days_as_the_pack_gives() {
        check(&[2], |_| (), Ok(date(2026, 11, 25)));
        check(&[2], |facts| facts.due = Some(date(2026, 12, 1)), Ok(date(2026, 12, 1)));
        check(&[2], |facts| facts.due = Some(date(2026, 11, 24)), Err("explanation.term_too_short"));
    }

    #[test]
    fn a_term_ends_within_the_campaign_unless_the_pack_gives_longer() {
        check(&[2], |facts| facts.due = Some(date(2027, 1, 4)), Err("explanation.term_after_campaign"));
        check(&[2], |facts| facts.closes = date(2026, 11, 20), Ok(date(2026, 11, 25)));
    }

    #[test]
    fn only_those_whom_a_point_concerns_are_asked_and_only_once() {
        check(&[], |_| (), Err("explanation.nobody_named"));
        check(&[2, 9], |_| (), Err("explanation.not_concerned"));
        check(&[3], |_| (), Err("explanation.already_assigned"));
    }

    #[test]
    fn nobody_answers_praise_or_what_is_not_signed_off() {
        check(&[2], |facts| facts.kind = OpinionKind::Strength, Err("explanation.nothing_to_answer"));
        check(&[2], |facts| facts.kind = OpinionKind::Proposal, Ok(date(2026, 11, 25)));
        check(&[2], |facts| facts.round = RoundState::Open, Err("explanation.point_not_signed_off"));
    }
}
