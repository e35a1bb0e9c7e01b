//! Who sits where: one seat a person in a body at a time, one head, one person for each place in the order.

use std::collections::HashMap;

use jiff::civil::Date;

use super::lines::{Placed, SeatLine};
use super::plan::Check;
use super::reading::shown_days;
use super::tree::ends_after_it_begins;
use crate::common::kinds::BodyRank;
use crate::organisation::days::{lies_in, meet};

/// A seat of the file or of the house.
#[derive(Clone, Copy)]
struct Seat<'a> {
    says: &'a SeatLine,
    /// Where it stands in the file.
    line: Option<&'a Placed<SeatLine>>,
}

impl Seat<'_> {
    fn days(&self) -> (Date, Option<Date>) {
        (self.says.from, self.says.to)
    }

    /// Where the other seat is found, in a sentence: its cell, or its days in the house.
    fn place(&self) -> String {
        match self.line {
            Some(line) => format!("{}!{}", line.head.name, line.cell("person")),
            None => shown_days(self.says.from, self.says.to),
        }
    }
}

/// Checks the seats and gives those that are new.
pub(super) fn check<'a>(check: &mut Check<'a>) -> (Vec<&'a Placed<SeatLine>>, usize) {
    let lines = &check.lines.seats;
    let known: HashMap<(&str, &str, Date), &SeatLine> = check
        .known
        .seats
        .iter()
        .map(|seat| ((seat.body.as_str(), seat.person.as_str(), seat.from), seat))
        .collect();
    let is_same = |line: &&Placed<SeatLine>| {
        let says = &line.says;
        known
            .get(&(says.body.as_str(), says.person.as_str(), says.from))
            .is_some_and(|found| **found == *says)
    };
    let (same, fresh): (Vec<_>, Vec<_>) = lines.iter().partition(is_same);
    for line in &fresh {
        refers(check, line);
        ends_after_it_begins(check, line, (line.says.from, line.says.to));
    }
    let there = check.known.seats.iter().map(|says| Seat { says, line: None });
    let seats: Vec<Seat<'_>> =
        there.chain(fresh.iter().map(|line| Seat { says: &line.says, line: Some(*line) })).collect();
    in_bodies(check, &seats);
    if check.terms.one_head {
        heads_of_two(check, &seats);
    }
    (fresh, same.len())
}

fn refers(check: &mut Check<'_>, line: &Placed<SeatLine>) {
    let says = &line.says;
    match check.index.bodies.get(says.body.as_str()).copied() {
        _ if check.is_half(1, &says.body) => {}
        None => {
            let problem = line.problem("organisation.import.unknown_body", "body");
            check.problems.push(problem.arg("value", &says.body));
        }
        Some(body) if !check.is_ours(Some(&body.unit)) => {
            let problem = line.problem("organisation.import.outside_scope", "body");
            check.problems.push(problem.arg("value", &says.body));
        }
        Some(body) if !lies_in((says.from, says.to), (body.from, body.to)) => {
            let problem = line.problem("organisation.import.outside_its_days", "body");
            let problem = problem.arg("name", &body.name).arg("days", shown_days(body.from, body.to));
            check.problems.push(problem);
        }
        Some(_) => {}
    }
    if !check.index.people.contains_key(says.person.as_str()) && !check.is_half(2, &says.person) {
        let problem = line.problem("organisation.import.unknown_person", "person");
        check.problems.push(problem.arg("value", &says.person));
    }
}

fn grouped<'a, 'b>(
    seats: &'b [Seat<'a>],
    by: impl Fn(&Seat<'a>) -> &'a str,
) -> impl Iterator<Item = Vec<&'b Seat<'a>>> {
    let mut groups: HashMap<&str, Vec<&Seat<'a>>> = HashMap::new();
    for seat in seats {
        groups.entry(by(seat)).or_default().push(seat);
    }
    groups.into_values()
}

/// Compares each new seat of a body with the seats before it.
fn in_bodies(check: &mut Check<'_>, seats: &[Seat<'_>]) {
    for body in grouped(seats, |seat| seat.says.body.as_str()) {
        for (at, seat) in body.iter().enumerate() {
            let Some(line) = seat.line else { continue };
            for other in body.iter().take(at).filter(|other| meet(seat.days(), other.days())) {
                let Some((word, column)) = clash(seat, other) else { continue };
                let problem = line.problem(word, column).arg("person", &seat.says.person);
                let problem = problem.arg("place", seat.says.place).arg("there", other.place());
                check.problems.push(problem.arg("other", &other.says.person));
                break;
            }
        }
    }
}

fn clash(seat: &Seat<'_>, other: &Seat<'_>) -> Option<(&'static str, &'static str)> {
    let is_head = |seat: &Seat<'_>| seat.says.rank == BodyRank::Head;
    if seat.says.person == other.says.person {
        let is_in_file = other.line.is_some();
        let word =
            if is_in_file { "organisation.import.seat_twice" } else { "organisation.import.seat_taken" };
        Some((word, "person"))
    } else if is_head(seat) && is_head(other) {
        Some(("organisation.import.two_heads", "rank"))
    } else if seat.says.place == other.says.place {
        Some(("organisation.import.place_twice", "place"))
    } else {
        None
    }
}

/// Nobody leads two bodies at once, where the rules say so.
fn heads_of_two(check: &mut Check<'_>, seats: &[Seat<'_>]) {
    let heads: Vec<Seat<'_>> =
        seats.iter().filter(|seat| seat.says.rank == BodyRank::Head).copied().collect();
    for person in grouped(&heads, |seat| seat.says.person.as_str()) {
        for (at, seat) in person.iter().enumerate() {
            let Some(line) = seat.line else { continue };
            let other = person
                .iter()
                .take(at)
                .find(|other| other.says.body != seat.says.body && meet(seat.days(), other.days()));
            if let Some(other) = other {
                let problem = line.problem("organisation.import.head_of_two", "rank");
                let problem = problem.arg("person", &seat.says.person).arg("other", &other.says.body);
                check.problems.push(problem.arg("there", other.place()));
            }
        }
    }
}
