//! An item of the agenda ends: closed when it was dealt with, deferred with the reason when it was not.

use jiff::civil::Date;

use super::standing::in_session;
use super::states::{ConferenceState, ItemState};
use crate::common::kinds::SubjectKind;
use crate::common::{Refusal, Role};

/// What is known of an item that is to be closed.
#[derive(Debug, Clone, Copy)]
pub struct CloseItem {
    /// Where the conference stands.
    pub conference: ConferenceState,
    /// Where the item stands.
    pub state: ItemState,
    /// Who is under review in it.
    pub kind: Option<SubjectKind>,
    /// How many individual items are not done, this one among them.
    pub n_individuals_left: u32,
    /// The day its part began: the collective, or the first of the individuals.
    pub began: Date,
    /// Today.
    pub today: Date,
    /// How many days the collective takes at least.
    pub min_days_collective: u16,
    /// How many days the individuals take at least.
    pub min_days_individual: u16,
}

/// An item that is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ItemClosed {
    /// How many days its part took.
    pub n_days: u32,
}

/// Decides whether an item is closed.
///
/// # Errors
///
/// Refuses an item that is not open, and one that ends its part in fewer days than the rules ask for.
pub fn close_item(command: &CloseItem) -> Result<ItemClosed, Refusal> {
    in_open_item(command.conference, command.state)?;
    let days = command.began.until(command.today).map_or(0, |span| span.get_days());
    let n_days = u32::try_from(days).unwrap_or(0) + 1;
    let least = match command.kind {
        Some(SubjectKind::Collective) => command.min_days_collective,
        Some(SubjectKind::Individual) if command.n_individuals_left <= 1 => command.min_days_individual,
        Some(SubjectKind::Individual) | None => 0,
    };
    if n_days < u32::from(least) {
        return Err(Refusal::new("conference.too_few_days")
            .arg("days", n_days)
            .arg("least", least)
            .next("conference.close_item", Role::Chair));
    }
    Ok(ItemClosed { n_days })
}

/// Decides whether something is done in an item: said, voted on, ended.
///
/// # Errors
///
/// Refuses a conference that is not in session, and an item that is not open.
pub fn in_open_item(conference: ConferenceState, item: ItemState) -> Result<(), Refusal> {
    in_session(conference)?;
    match item {
        ItemState::Open => Ok(()),
        ItemState::Waiting | ItemState::Closed | ItemState::Deferred => {
            Err(Refusal::new("conference.item_not_open")
                .arg("state_code", item)
                .next("conference.open_item", Role::Chair))
        }
    }
}

/// What is known of an item that is to be deferred.
#[derive(Debug, Clone, Copy)]
pub struct DeferItem {
    /// Where the conference stands.
    pub conference: ConferenceState,
    /// Where the item stands.
    pub state: ItemState,
}

/// An item that is put off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ItemDeferred;

/// Decides whether an item is put off. The reason is a type: there is no deferral without one.
///
/// # Errors
///
/// Refuses an item that is done or was put off.
pub fn defer_item(command: &DeferItem) -> Result<ItemDeferred, Refusal> {
    in_session(command.conference)?;
    not_done(command.state)?;
    Ok(ItemDeferred)
}

/// Decides whether something of an item may still be arranged: also of one that was put off, which may open again.
///
/// # Errors
///
/// Refuses an item that is done.
pub(super) fn not_closed(state: ItemState) -> Result<(), Refusal> {
    match state {
        ItemState::Deferred => Ok(()),
        ItemState::Waiting | ItemState::Open | ItemState::Closed => not_done(state),
    }
}

/// Decides whether an item still waits for its end.
///
/// # Errors
///
/// Refuses an item that is done or was put off.
pub(super) fn not_done(state: ItemState) -> Result<(), Refusal> {
    match state {
        ItemState::Waiting | ItemState::Open => Ok(()),
        ItemState::Closed | ItemState::Deferred => Err(Refusal::new("conference.item_is_done")
            .arg("state_code", state)
            .next("conference", Role::Chair)),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn check(change: impl FnOnce(&mut CloseItem), expected: Result<u32, &str>) {
        let mut command = CloseItem {
            conference: ConferenceState::Open,
            state: ItemState::Open,
            kind: Some(SubjectKind::Collective),
            n_individuals_left: 4,
            began: date(2026, 12, 4),
            today: date(2026, 12, 4),
            min_days_collective: 1,
            min_days_individual: 2,
        };
        change(&mut command);
        let closed = close_item(&command).map(|closed| closed.n_days);
        assert_eq!(closed.map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn an_open_item_is_closed_while_the_conference_sits() {
        check(|_| (), Ok(1));
        check(|c| c.state = ItemState::Waiting, Err("conference.item_not_open"));
        check(|c| c.conference = ConferenceState::Called, Err("conference.not_in_session"));
        check(|c| c.conference = ConferenceState::Closed, Err("conference.minutes_sealed"));
    }

    #[test]
    fn a_part_takes_the_days_that_the_rules_ask_for() {
        check(|c| c.min_days_collective = 2, Err("conference.too_few_days"));
        check(|c| (c.min_days_collective, c.today) = (2, date(2026, 12, 5)), Ok(2));
    }

    #[test]
    fn the_days_of_the_individuals_are_counted_at_the_last_of_them() {
        let individual = |c: &mut CloseItem| c.kind = Some(SubjectKind::Individual);
        check(individual, Ok(1));
        let last = |c: &mut CloseItem| (c.kind, c.n_individuals_left) = (Some(SubjectKind::Individual), 1);
        check(last, Err("conference.too_few_days"));
    }

    #[test]
    fn what_is_done_is_not_put_off() {
        let conference = ConferenceState::Open;
        let code = |state| defer_item(&DeferItem { conference, state }).map_err(|refusal| refusal.code);
        assert_eq!(code(ItemState::Waiting), Ok(ItemDeferred));
        assert_eq!(code(ItemState::Open), Ok(ItemDeferred));
        assert_eq!(code(ItemState::Closed), Err("conference.item_is_done"));
        assert_eq!(code(ItemState::Deferred), Err("conference.item_is_done"));
    }
}
