//! Somebody speaks in an item; what was written down wrongly is corrected by another statement beside it.

use super::close_item::in_open_item;
use super::standing::{in_session, sealed};
use super::states::{ConferenceState, ItemState, StatementKind};
use crate::common::{PersonId, Refusal, Role};

/// What is known of something that is said.
#[derive(Debug, Clone, Copy)]
pub struct Speak {
    /// Where the conference stands.
    pub conference: ConferenceState,
    /// Where the item stands.
    pub item: ItemState,
    /// Who speaks.
    pub speaker: PersonId,
    /// Whether they are present.
    pub is_present: bool,
    /// What kind of turn it is.
    pub kind: StatementKind,
    /// Who leads the item.
    pub chair: PersonId,
}

/// Something that goes into the minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spoken;

/// Decides whether something goes into the minutes of an item.
///
/// # Errors
///
/// Refuses what is said outside an open item, by somebody who is not there, or in the place of the chair.
pub fn speak(command: &Speak) -> Result<Spoken, Refusal> {
    in_open_item(command.conference, command.item)?;
    if !command.is_present {
        return Err(
            Refusal::new("conference.speaker_absent").next("conference.record_attendance", Role::Secretary)
        );
    }
    if command.kind == StatementKind::ChairSums && command.speaker != command.chair {
        return Err(
            Refusal::new("conference.only_chair_sums").next("conference.add_statement", Role::Secretary)
        );
    }
    Ok(Spoken)
}

/// Decides whether a statement is corrected: while the minutes are open, the last of its versions.
///
/// # Errors
///
/// Refuses sealed minutes, and a statement that another one corrects already.
pub fn correct(conference: ConferenceState, is_corrected: bool) -> Result<Spoken, Refusal> {
    in_session(conference)?;
    if is_corrected {
        return Err(corrected("conference.correct_statement"));
    }
    Ok(Spoken)
}

/// What is known of a statement that is to become an opinion of the second round.
#[derive(Debug, Clone, Copy)]
pub struct TakeUp {
    /// Where the conference stands.
    pub conference: ConferenceState,
    /// Whether another statement corrects it.
    pub is_corrected: bool,
    /// Whether the passage is in it, word for word.
    pub is_word_for_word: bool,
    /// Whether an opinion with this passage was taken from it before.
    pub is_taken: bool,
}

/// A statement that is taken up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakenUp;

/// Decides whether a passage of the minutes becomes an opinion of the second round.
///
/// # Errors
///
/// Refuses minutes that may still change, a statement that was corrected, words that are not in it, and a passage that
/// was taken before. Whether the second round still takes opinions, the opinion stage decides.
pub fn take_up(command: &TakeUp) -> Result<TakenUp, Refusal> {
    sealed(command.conference)?;
    if command.is_corrected {
        return Err(corrected("conference.take_up"));
    }
    if !command.is_word_for_word {
        return Err(
            Refusal::new("conference.passage_not_in_statement").next("conference.take_up", Role::Secretary)
        );
    }
    if command.is_taken {
        return Err(Refusal::new("conference.passage_taken").next("synthesis", Role::Secretary));
    }
    Ok(TakenUp)
}

fn corrected(act: &'static str) -> Refusal {
    Refusal::new("conference.statement_corrected").next(act, Role::Secretary)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn person(number: u128) -> PersonId {
        PersonId::new(Uuid::from_u128(number))
    }

    fn check(change: impl FnOnce(&mut Speak), expected: Result<Spoken, &str>) {
        let mut command = Speak {
            conference: ConferenceState::Open,
            item: ItemState::Open,
            speaker: person(2),
            is_present: true,
            kind: StatementKind::Remark,
            chair: person(1),
        };
        change(&mut command);
        assert_eq!(speak(&command).map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn whoever_is_there_speaks_in_the_open_item() {
        check(|_| (), Ok(Spoken));
        check(|c| c.is_present = false, Err("conference.speaker_absent"));
        check(|c| c.item = ItemState::Waiting, Err("conference.item_not_open"));
        check(|c| c.conference = ConferenceState::Closed, Err("conference.minutes_sealed"));
    }

    #[test]
    fn only_the_chair_sums_up() {
        check(|c| c.kind = StatementKind::ChairSums, Err("conference.only_chair_sums"));
        check(|c| (c.kind, c.speaker) = (StatementKind::ChairSums, person(1)), Ok(Spoken));
    }

    #[test]
    fn a_statement_is_corrected_beside_it_and_only_its_last_version() {
        assert!(correct(ConferenceState::Open, false).is_ok());
        let code = |state, again| correct(state, again).unwrap_err().code;
        assert_eq!(code(ConferenceState::Open, true), "conference.statement_corrected");
        assert_eq!(code(ConferenceState::Closed, false), "conference.minutes_sealed");
    }

    #[test]
    fn sealed_words_become_an_opinion_once() {
        let fine = TakeUp {
            conference: ConferenceState::Closed,
            is_corrected: false,
            is_word_for_word: true,
            is_taken: false,
        };
        assert_eq!(take_up(&fine), Ok(TakenUp));
        let code = |command| take_up(&command).unwrap_err().code;
        let open = ConferenceState::Open;
        assert_eq!(code(TakeUp { conference: open, ..fine }), "conference.minutes_not_sealed");
        assert_eq!(code(TakeUp { is_corrected: true, ..fine }), "conference.statement_corrected");
        assert_eq!(code(TakeUp { is_word_for_word: false, ..fine }), "conference.passage_not_in_statement");
        assert_eq!(code(TakeUp { is_taken: true, ..fine }), "conference.passage_taken");
    }
}
