//! Who comes, who leads an item, who stands aside, when papers were sent, what is added to the agenda.

use jiff::civil::Date;

use super::close_item::{not_closed, not_done};
use super::quorum::{Unbiased, preside};
use super::standing::{not_sealed, still_called};
use super::states::{ConferenceState, ItemState};
use crate::common::{Gate, PersonId, Refusal, Role};

/// Something that is arranged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arranged;

/// Decides whether somebody more is called.
///
/// # Errors
///
/// Refuses sealed minutes, and somebody who is called already.
pub fn invite(conference: ConferenceState, is_called: bool) -> Result<Arranged, Refusal> {
    not_sealed(conference)?;
    if is_called {
        return Err(
            Refusal::new("conference.called_already").next("conference.record_attendance", Role::Secretary)
        );
    }
    Ok(Arranged)
}

/// Decides whether papers are recorded as sent.
///
/// # Errors
///
/// Refuses a conference that has begun, and a day to come.
pub fn send_papers(conference: ConferenceState, sent: Date, today: Date) -> Result<Arranged, Refusal> {
    still_called(conference)?;
    if today < sent {
        return Err(Refusal::new("conference.papers_in_future")
            .gate(Gate::PapersOut)
            .arg("sent", sent)
            .arg("today", today)
            .next("conference.send_papers", Role::Secretary));
    }
    Ok(Arranged)
}

/// What is known of an item whose chair is to be another.
#[derive(Debug, Clone, Copy)]
pub struct HandOver {
    /// Where the conference stands.
    pub conference: ConferenceState,
    /// Where the item stands.
    pub item: ItemState,
    /// Who is to lead it.
    pub to: PersonId,
    /// Whether they were called as one of the body.
    pub is_voter: bool,
    /// Who is under review in it.
    pub under_review: Option<PersonId>,
}

/// Decides whether another leads an item.
///
/// # Errors
///
/// Refuses sealed minutes, an item that is done, whoever is under review in it, and somebody outside the body.
pub fn hand_over_chair(command: &HandOver) -> Result<Unbiased, Refusal> {
    not_sealed(command.conference)?;
    not_closed(command.item)?;
    if !command.is_voter {
        return Err(refusal("conference.chair_not_of_body").next("conference.hand_over_chair", Role::Chair));
    }
    preside(command.to, command.under_review)
}

/// Decides whether whoever leads an item is there.
///
/// # Errors
///
/// Refuses a chair who is absent.
pub fn chair_present(is_present: bool) -> Result<Arranged, Refusal> {
    if is_present {
        return Ok(Arranged);
    }
    Err(refusal("conference.chair_absent").next("conference.hand_over_chair", Role::Chair))
}

/// What is known of somebody who is to stand aside in an item.
#[derive(Debug, Clone, Copy)]
pub struct Recuse {
    /// Where the conference stands.
    pub conference: ConferenceState,
    /// Where the item stands.
    pub item: ItemState,
    /// Whether they were called.
    pub is_called: bool,
    /// Whether they stand aside already, or are under review in it.
    pub is_aside: bool,
}

/// Decides whether somebody stands aside in an item.
///
/// # Errors
///
/// Refuses sealed minutes, an item that is done, somebody who was not called, and somebody who stands aside already.
pub fn recuse(command: &Recuse) -> Result<Arranged, Refusal> {
    not_sealed(command.conference)?;
    not_closed(command.item)?;
    if !command.is_called {
        return Err(refusal("conference.not_called").next("conference.invite", Role::Secretary));
    }
    if command.is_aside {
        return Err(refusal("conference.recused_already").next("conference", Role::Chair));
    }
    Ok(Arranged)
}

/// Decides whether a conference is closed and its minutes sealed.
///
/// # Errors
///
/// Refuses while an item waits or is open: each is closed, or deferred with its reason.
pub fn close(conference: ConferenceState, items: &[ItemState]) -> Result<Arranged, Refusal> {
    super::standing::in_session(conference)?;
    let n_open = items.iter().filter(|state| not_done(**state).is_ok()).count();
    if 0 < n_open {
        return Err(Refusal::new("conference.items_not_done")
            .arg("open", n_open)
            .arg("items", items.len())
            .next("conference.close_item", Role::Chair));
    }
    Ok(Arranged)
}

fn refusal(code: &'static str) -> Refusal {
    Refusal::new(code).gate(Gate::Quorum)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;
    use ConferenceState::{Called, Closed, Open};

    fn person(number: u128) -> PersonId {
        PersonId::new(Uuid::from_u128(number))
    }

    fn code<T>(result: Result<T, Refusal>) -> Result<(), &'static str> {
        result.map(|_| ()).map_err(|refusal| refusal.code)
    }

    #[test]
    fn people_are_called_once_and_before_the_minutes_are_sealed() {
        assert_eq!(code(invite(Called, false)), Ok(()));
        assert_eq!(code(invite(Open, false)), Ok(()));
        assert_eq!(code(invite(Open, true)), Err("conference.called_already"));
        assert_eq!(code(invite(Closed, false)), Err("conference.minutes_sealed"));
    }

    #[test]
    fn papers_are_sent_before_the_conference_and_not_in_the_future() {
        let today = date(2026, 11, 27);
        assert_eq!(code(send_papers(Called, today, today)), Ok(()));
        assert_eq!(code(send_papers(Called, date(2026, 11, 30), today)), Err("conference.papers_in_future"));
        assert_eq!(code(send_papers(Open, today, today)), Err("conference.has_begun"));
    }

    #[test]
    fn another_of_the_body_leads_the_item_of_the_chair() {
        let fine = HandOver {
            conference: Open,
            item: ItemState::Waiting,
            to: person(2),
            is_voter: true,
            under_review: Some(person(1)),
        };
        assert_eq!(code(hand_over_chair(&fine)), Ok(()));
        let own = HandOver { to: person(1), ..fine };
        assert_eq!(code(hand_over_chair(&own)), Err("conference.chair_under_review"));
        let guest = HandOver { is_voter: false, ..fine };
        assert_eq!(code(hand_over_chair(&guest)), Err("conference.chair_not_of_body"));
        let done = HandOver { item: ItemState::Closed, ..fine };
        assert_eq!(code(hand_over_chair(&done)), Err("conference.item_is_done"));
        assert_eq!(code(chair_present(false)), Err("conference.chair_absent"));
    }

    #[test]
    fn whoever_was_called_stands_aside_once() {
        let fine = Recuse { conference: Open, item: ItemState::Open, is_called: true, is_aside: false };
        assert_eq!(code(recuse(&fine)), Ok(()));
        assert_eq!(code(recuse(&Recuse { is_called: false, ..fine })), Err("conference.not_called"));
        assert_eq!(code(recuse(&Recuse { is_aside: true, ..fine })), Err("conference.recused_already"));
        assert_eq!(code(recuse(&Recuse { item: ItemState::Deferred, ..fine })), Ok(()));
        let done = Recuse { item: ItemState::Closed, ..fine };
        assert_eq!(code(recuse(&done)), Err("conference.item_is_done"));
    }

    #[test]
    fn the_minutes_are_sealed_when_every_item_is_closed_or_put_off() {
        let done = [ItemState::Closed, ItemState::Deferred];
        assert_eq!(code(close(Open, &done)), Ok(()));
        assert_eq!(code(close(Called, &done)), Err("conference.not_in_session"));
        for state in [ItemState::Waiting, ItemState::Open] {
            assert_eq!(code(close(Open, &[ItemState::Closed, state])), Err("conference.items_not_done"));
        }
    }
}
