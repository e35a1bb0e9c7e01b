//! Which round takes what comes in now: the first until it is signed off, then the second, then none.

use crate::common::{Gate, Refusal, Role};

/// The round before the conference.
pub const FIRST: i64 = 1;
/// The round after the individuals.
pub const SECOND: i64 = 2;

/// Decides which round a letter falls into that comes in now. `intake` is the round that is being filled; it stands
/// beyond the second when both are signed off.
///
/// # Errors
///
/// Refuses when both rounds are signed off, and a letter that holds nothing.
pub fn receive(intake: i64, n_paragraphs: usize) -> Result<i64, Refusal> {
    if SECOND < intake {
        return Err(closed());
    }
    if n_paragraphs == 0 {
        return Err(Refusal::new("opinion.nothing_written").next("opinion.add_draft", Role::Contributor));
    }
    Ok(intake.max(FIRST))
}

/// Decides whether what was said at a conference still becomes an opinion: always one of the second round.
///
/// # Errors
///
/// Refuses when both rounds are signed off.
pub fn receive_statement(intake: i64) -> Result<i64, Refusal> {
    if SECOND < intake { Err(closed()) } else { Ok(SECOND) }
}

/// Decides whether something in a letter of `round` may still be worked on.
///
/// # Errors
///
/// Refuses in a round that is signed off.
pub fn still_open(round: i64, intake: i64) -> Result<(), Refusal> {
    if round < intake {
        return Err(Refusal::new("opinion.round_is_over")
            .gate(Gate::Accounted)
            .arg("round", round)
            .next("synthesis", Role::Secretary));
    }
    Ok(())
}

fn closed() -> Refusal {
    Refusal::new("opinion.intake_closed").gate(Gate::Accounted).next("synthesis", Role::Secretary)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_after_the_first_round_was_signed_off_falls_into_the_second() {
        assert_eq!(receive(FIRST, 3), Ok(1));
        assert_eq!(receive(SECOND, 3), Ok(2));
        assert_eq!(receive(3, 3).unwrap_err().code, "opinion.intake_closed");
    }

    #[test]
    fn what_was_said_at_the_conference_is_of_the_second_round() {
        assert_eq!(receive_statement(FIRST), Ok(2));
        assert_eq!(receive_statement(SECOND), Ok(2));
        assert_eq!(receive_statement(3).unwrap_err().code, "opinion.intake_closed");
    }

    #[test]
    fn a_letter_holds_something() {
        assert_eq!(receive(FIRST, 0).unwrap_err().code, "opinion.nothing_written");
    }

    #[test]
    fn a_letter_of_a_round_that_is_signed_off_is_not_worked_on_any_more() {
        assert_eq!(still_open(1, 1), Ok(()));
        assert_eq!(still_open(2, 2), Ok(()));
        assert_eq!(still_open(1, 2).unwrap_err().code, "opinion.round_is_over");
    }
}
