//! Giving, changing and ending a seat in a body of the unit at hand.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, form};
use domain::common::Line;
use domain::common::id::{BodyId, MembershipId, PersonId};
use domain::organisation::{self as rules, BodyRank};
use jiff::civil::Date;

use super::store::{self, BodyRow, MembershipRow, PersonRow};

form! {
    /// A seat to be given.
    pub struct GiveSeat = "organisation.give_seat" {
        /// The body.
        body: one hidden BodyId,
        /// Who is to sit there.
        person: one pick PersonId,
        /// The post.
        post: one line Line,
        /// Head, deputy or member.
        rank: one pick BodyRank,
        /// The place in the order.
        place: one number i64,
        /// The first day.
        valid_from: one date Date,
    }
}

form! {
    /// A seat, changed.
    pub struct EditSeat = "organisation.edit_seat" {
        /// The body.
        body: one hidden BodyId,
        /// The seat.
        seat: one hidden MembershipId,
        /// The version that was read.
        version: one hidden i64,
        /// The post.
        post: one line Line,
        /// Head, deputy or member.
        rank: one pick BodyRank,
        /// The place in the order.
        place: one number i64,
    }
}

form! {
    /// A seat that ends.
    pub struct EndSeat = "organisation.end_seat" {
        /// The body.
        body: one hidden BodyId,
        /// The seat.
        seat: one hidden MembershipId,
        /// The last day.
        last_day: one date Date,
    }
}

fn as_seat(row: &MembershipRow) -> rules::Seat {
    let days = (row.valid_from, row.valid_to);
    rules::Seat { person: row.person_id, rank: row.rank, place: row.place, days }
}

/// Asks the rules whether the seat may be so, beside all others of its body.
async fn check(unit: &mut Unit, body: &BodyRow, row: &MembershipRow) -> Result<(), Failure> {
    let others = store::seats_of(unit, body.id).await?;
    let others = others.iter().filter(|other| other.id != row.id).map(as_seat).collect();
    let body = (body.valid_from, body.valid_to);
    Ok(rules::give_seat(&rules::GiveSeat { seat: as_seat(row), body, others })?)
}

/// A seat of another body is not there.
async fn seat_of(unit: &mut Unit, body: &BodyRow, seat: MembershipId) -> Result<MembershipRow, Failure> {
    let row: MembershipRow = unit.need(seat).await?;
    if row.body_id == body.id { Ok(row) } else { Err(Failure::Missing) }
}

fn landing_at(here: &Here, body: BodyId, seat: &MembershipId) -> String {
    format!("/organisation/{}/body/{body}#{seat}", here.key)
}

impl Act for GiveSeat {
    type Outcome = MembershipId;

    async fn run(&self, unit: &mut Unit) -> Result<MembershipId, Failure> {
        let body = super::body_here(unit, self.body).await?;
        let person: PersonRow = unit.need(self.person).await?;
        let row = MembershipRow {
            id: unit.name(),
            body_id: body.id,
            person_id: person.id,
            post: self.post.clone(),
            rank: self.rank,
            place: self.place,
            valid_from: self.valid_from,
            valid_to: body.valid_to,
            version: 0,
        };
        check(unit, &body, &row).await?;
        Ok(unit.commit("organisation.seat_given", row, vec![]).await?.id)
    }

    fn landing(&self, here: &Here, given: &MembershipId) -> String {
        landing_at(here, self.body, given)
    }
}

impl Act for EditSeat {
    type Outcome = MembershipId;

    async fn run(&self, unit: &mut Unit) -> Result<MembershipId, Failure> {
        let body = super::body_here(unit, self.body).await?;
        let row = seat_of(unit, &body, self.seat).await?;
        super::same_version(row.version, self.version)?;
        let row = MembershipRow { post: self.post.clone(), rank: self.rank, place: self.place, ..row };
        check(unit, &body, &row).await?;
        Ok(unit.commit("organisation.seat_edited", row, vec![]).await?.id)
    }

    fn landing(&self, here: &Here, edited: &MembershipId) -> String {
        landing_at(here, self.body, edited)
    }
}

impl Act for EndSeat {
    type Outcome = MembershipId;

    async fn run(&self, unit: &mut Unit) -> Result<MembershipId, Failure> {
        let body = super::body_here(unit, self.body).await?;
        let row = seat_of(unit, &body, self.seat).await?;
        rules::end_seat(row.valid_from, self.last_day)?;
        let row = MembershipRow { valid_to: Some(self.last_day), ..row };
        check(unit, &body, &row).await?;
        Ok(unit.commit("organisation.seat_ended", row, vec![]).await?.id)
    }

    fn landing(&self, here: &Here, ended: &MembershipId) -> String {
        landing_at(here, self.body, ended)
    }
}
