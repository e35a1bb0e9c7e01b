//! Somebody is asked for opinions, by a day that lies ahead and within the campaign; the day may be moved, and who
//! has not answered is reminded.

use jiff::civil::Date;

use super::states::InvitationState;
use crate::common::{Refusal, Role};

/// The days between which an answer is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Term {
    /// The day of the act.
    pub today: Date,
    /// The day by which an answer is asked for.
    pub due: Date,
    /// The day by which the campaign closes.
    pub closes: Date,
}

/// An invitation that may go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Invited {
    /// By when.
    pub due: Date,
}

/// Decides whether somebody is invited; `n_before` counts the invitations of this person to this review.
///
/// # Errors
///
/// Refuses a second invitation, and a day that has passed or lies after the campaign.
pub fn invite(term: Term, n_before: i64) -> Result<Invited, Refusal> {
    if 0 < n_before {
        return Err(Refusal::new("opinion.invited_already").next("opinion.extend_term", Role::Secretary));
    }
    within(term)
}

/// Decides whether an invitation gets another day.
///
/// # Errors
///
/// Refuses it for an invitation that was answered, and a day that has passed or lies after the campaign.
pub fn extend_term(term: Term, state: InvitationState) -> Result<Invited, Refusal> {
    if state == InvitationState::Answered {
        return Err(Refusal::new("opinion.answered_already").next("opinion", Role::Secretary));
    }
    within(term)
}

fn within(term: Term) -> Result<Invited, Refusal> {
    if term.due < term.today || term.closes < term.due {
        return Err(Refusal::new("opinion.due_out_of_range")
            .arg("today", day(term.today))
            .arg("closes", day(term.closes))
            .next("opinion.invite", Role::Secretary));
    }
    Ok(Invited { due: term.due })
}

fn day(date: Date) -> String {
    format!("{:02}/{:02}/{}", date.day(), date.month(), date.year())
}

/// Decides whether anybody is to be reminded.
///
/// # Errors
///
/// Refuses when nobody who can be reached here still owes an answer.
pub fn remind(n_waiting: usize) -> Result<(), Refusal> {
    if n_waiting == 0 {
        return Err(Refusal::new("opinion.nobody_waits").next("opinion.invite", Role::Secretary));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn term(due: Date) -> Term {
        Term { today: date(2026, 11, 2), due, closes: date(2026, 12, 31) }
    }

    #[test]
    fn an_answer_is_asked_for_by_a_day_of_the_campaign_that_lies_ahead() {
        let check = |due, expected: Result<(), &str>| {
            assert_eq!(invite(term(due), 0).map(|_| ()).map_err(|refusal| refusal.code), expected);
        };
        check(date(2026, 11, 20), Ok(()));
        check(date(2026, 11, 2), Ok(()));
        check(date(2026, 11, 1), Err("opinion.due_out_of_range"));
        check(date(2027, 1, 1), Err("opinion.due_out_of_range"));
    }

    #[test]
    fn nobody_is_invited_twice_to_the_same_review() {
        assert_eq!(invite(term(date(2026, 11, 20)), 1).unwrap_err().code, "opinion.invited_already");
    }

    #[test]
    fn more_time_is_given_as_long_as_no_answer_came() {
        let due = date(2026, 11, 27);
        assert_eq!(extend_term(term(due), InvitationState::Sent), Ok(Invited { due }));
        let refused = extend_term(term(due), InvitationState::Answered).unwrap_err();
        assert_eq!(refused.code, "opinion.answered_already");
    }

    #[test]
    fn a_reminder_goes_to_somebody() {
        assert_eq!(remind(3), Ok(()));
        assert_eq!(remind(0).unwrap_err().code, "opinion.nobody_waits");
    }
}
