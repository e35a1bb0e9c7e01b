//! One body of the unit at hand: who sits there as of a day, who sat there before, and what may be changed.

use askama::Template;
use base::Failure;
use base::db::find;
use base::web::{Ctx, FormView, Page, Words, read_day};
use domain::common::id::BodyId;
use domain::organisation::BodyRank;
use domain::organisation::days::meet;
use jiff::civil::Date;
use serde::Serialize;

use super::store::{self, BodyRow, MembershipRow};
use super::tabs::{Tab, tabs};
use super::{EditBody, EditSeat, EndSeat, GiveSeat, ORGANISER};

#[derive(Template, Serialize)]
#[template(path = "organisation/views/body.html")]
struct View {
    #[serde(skip)]
    w: Words,
    #[serde(skip)]
    tabs: Vec<Tab>,
    unit: String,
    on: Date,
    body: BodyRow,
    seats: Vec<Seat>,
    past: Vec<Seat>,
    #[serde(skip)]
    forms: Option<Forms>,
}

struct Forms {
    give: FormView,
    edit: FormView,
}

/// A seat with what may be done to it.
#[derive(Serialize)]
struct Seat {
    row: MembershipRow,
    person: String,
    #[serde(skip)]
    edit: Option<FormView>,
    #[serde(skip)]
    end: Option<FormView>,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let (unit, id): (_, BodyId) = (ctx.unit()?, ctx.param("body")?);
    let body: BodyRow = find(&mut ctx.db, id).await?.ok_or(Failure::Missing)?;
    if body.unit_id != unit {
        return Err(Failure::Missing);
    }
    let on = ctx.query("on").and_then(read_day).unwrap_or(ctx.today);
    let names = store::names_in_body(&mut ctx.db, id).await?;
    let rows = store::seats_of(&mut ctx.db, id).await?;
    let may_edit = ctx.may(ORGANISER);
    let people = if may_edit { store::people_below(&mut ctx.db, unit, on).await? } else { Vec::new() };
    let people = people.into_iter().map(|p| (p.id, format!("{} ({})", p.full_name, p.code)));
    let forms = may_edit.then(|| forms(&ctx, &body, people.collect(), next_place(&rows, on)));
    let (mut seats, mut past) = (Vec::new(), Vec::new());
    for row in rows {
        let is_now = meet((row.valid_from, row.valid_to), (on, Some(on)));
        let person = names.get(&row.person_id).cloned().unwrap_or_default();
        let seat = seat(&ctx, &body, (row, person), may_edit && is_now);
        if is_now { seats.push(seat) } else { past.push(seat) }
    }
    let w = ctx.words;
    let view = View { w, tabs: tabs(&ctx, "body"), unit: unit.to_string(), on, seats, past, forms, body };
    ctx.stamp::<BodyRow>(view.body.id);
    let title = view.body.name.to_string();
    ctx.page(title, view)
}

/// The first number after the last that is taken.
fn next_place(rows: &[MembershipRow], on: Date) -> i64 {
    let now = rows.iter().filter(|row| meet((row.valid_from, row.valid_to), (on, Some(on))));
    now.map(|row| row.place).max().unwrap_or(0) + 1
}

fn path_of(body: &BodyRow, act: &str) -> String {
    format!("/organisation/{}/body/{}/{act}", body.unit_id, body.id)
}

fn seat(ctx: &Ctx, body: &BodyRow, (row, person): (MembershipRow, String), may_edit: bool) -> Seat {
    let yesterday = ctx.today.yesterday().unwrap_or(ctx.today);
    let edit = may_edit.then(|| {
        let form = ctx.form_for::<EditSeat>(&path_of(body, "edit-seat"), "seat", row.id);
        let form = form.value("body", body.id).value("version", row.version).value("post", &row.post);
        form.codes("rank", BodyRank::ALL).value("rank", row.rank).value("place", row.place)
    });
    let end = may_edit.then(|| {
        let form = ctx.form_for::<EndSeat>(&path_of(body, "end-seat"), "seat", row.id);
        form.value("body", body.id).value("last_day", ctx.words.day(&yesterday))
    });
    Seat { row, person, edit, end }
}

fn forms(ctx: &Ctx, body: &BodyRow, people: Vec<(domain::common::id::PersonId, String)>, next: i64) -> Forms {
    let edit = ctx.form_for::<EditBody>(&path_of(body, "edit-body"), "body", body.id);
    let edit = edit.value("version", body.version).value("name", &body.name).value("kind", &body.kind);
    let give = ctx.form_for::<GiveSeat>(&path_of(body, "give-seat"), "body", body.id);
    let give = give.options("person", people).codes("rank", BodyRank::ALL).value("rank", BodyRank::Member);
    Forms {
        edit: edit.value("valid_to", ctx.words.maybe_day(&body.valid_to)),
        give: give.value("place", next).value("valid_from", ctx.words.day(&ctx.today)).main(),
    }
}
