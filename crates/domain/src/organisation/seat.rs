//! Seats in a body: one a person at a time, one head, one person for each place in the order.

use jiff::civil::Date;

use super::BodyRank;
use super::days::{Days, ends_in_order, lies_in, meet};
use crate::common::id::PersonId;
use crate::common::{Refusal, Role};

/// A seat as the rules see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seat {
    /// Who sits there.
    pub person: PersonId,
    /// Head, deputy or member.
    pub rank: BodyRank,
    /// The place in the order.
    pub place: i64,
    /// The days.
    pub days: Days,
}

/// What is known when a seat is to be given or changed.
#[derive(Debug, Clone)]
pub struct GiveSeat {
    /// The seat as it is to be.
    pub seat: Seat,
    /// The days of the body.
    pub body: Days,
    /// The other seats of the body.
    pub others: Vec<Seat>,
}

/// Decides whether a seat may be so.
///
/// # Errors
///
/// Refuses days outside those of the body, a second seat of the same person, a second head, and a place that is taken,
/// each at the same time.
pub fn give_seat(command: &GiveSeat) -> Result<(), Refusal> {
    let seat = &command.seat;
    let refused = |code| Refusal::new(code).next("organisation.end_seat", Role::Organiser);
    ends_in_order(seat.days.0, seat.days.1)?;
    if !lies_in(seat.days, command.body) {
        return Err(refused("organisation.seat_outside_body").arg("from", seat.days.0));
    }
    let beside = || command.others.iter().filter(|other| meet(other.days, seat.days));
    if let Some(other) = beside().find(|other| other.person == seat.person) {
        return Err(refused("organisation.has_a_seat").arg("since", other.days.0));
    }
    let is_head = seat.rank == BodyRank::Head;
    if let Some(other) = beside().find(|other| is_head && other.rank == BodyRank::Head) {
        return Err(refused("organisation.has_a_head").arg("since", other.days.0));
    }
    if beside().any(|other| other.place == seat.place) {
        return Err(refused("organisation.place_taken").arg("place", seat.place));
    }
    Ok(())
}

/// Decides whether a seat may end on that day.
///
/// # Errors
///
/// Refuses a last day before the first.
pub fn end_seat(from: Date, last_day: Date) -> Result<(), Refusal> {
    ends_in_order(from, Some(last_day))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;

    fn seat(person: u128, rank: BodyRank, place: i64) -> Seat {
        let days = (date(2025, 7, 1), None);
        Seat { person: PersonId::new(Uuid::from_u128(person)), rank, place, days }
    }

    fn check(seat: Seat, others: &[Seat], expected: Result<(), &str>) {
        let command = GiveSeat { seat, body: (date(2025, 7, 1), None), others: others.to_vec() };
        assert_eq!(give_seat(&command).map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn a_person_has_one_seat_in_a_body_at_a_time() {
        let first =
            Seat { days: (date(2025, 7, 1), Some(date(2026, 6, 30))), ..seat(1, BodyRank::Member, 3) };
        check(seat(1, BodyRank::Deputy, 2), &[first], Err("organisation.has_a_seat"));
        let next = Seat { days: (date(2026, 7, 1), None), ..seat(1, BodyRank::Deputy, 2) };
        check(next, &[first], Ok(()));
    }

    #[test]
    fn a_body_has_one_head_and_one_person_for_each_place() {
        let head = seat(1, BodyRank::Head, 1);
        check(seat(2, BodyRank::Head, 2), &[head], Err("organisation.has_a_head"));
        check(seat(2, BodyRank::Member, 1), &[head], Err("organisation.place_taken"));
        check(seat(2, BodyRank::Member, 2), &[head], Ok(()));
    }

    #[test]
    fn a_seat_lies_within_the_days_of_its_body() {
        let early = Seat { days: (date(2025, 6, 30), None), ..seat(1, BodyRank::Member, 1) };
        check(early, &[], Err("organisation.seat_outside_body"));
        assert!(end_seat(date(2025, 7, 1), date(2025, 6, 30)).is_err());
        assert!(end_seat(date(2025, 7, 1), date(2025, 7, 1)).is_ok());
    }
}
