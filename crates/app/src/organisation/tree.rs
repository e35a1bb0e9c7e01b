//! A unit as of a day: the units below it, its bodies with who sits there, and what may be done.

use askama::Template;
use base::Failure;
use base::db::find;
use base::web::{Ctx, FormView, Page, Words, read_day};
use jiff::civil::Date;
use serde::Serialize;

use super::store::{self, BodyRow, NamedSeat, UnitRow};
use super::tabs::{Tab, tabs};
use super::{AddBody, AddUnit, EditUnit, MoveUnit, ORGANISER};

const SIZE: usize = 100;

#[derive(Template, Serialize)]
#[template(path = "organisation/views/tree.html")]
struct View {
    #[serde(skip)]
    w: Words,
    #[serde(skip)]
    tabs: Vec<Tab>,
    on: Date,
    unit: UnitRow,
    n_units: usize,
    page: usize,
    pages: usize,
    units: Vec<Shown>,
    bodies: Vec<BodyShown>,
    #[serde(skip)]
    forms: Option<Forms>,
}

/// What an organiser may do here.
struct Forms {
    add_unit: FormView,
    add_body: FormView,
    edit: FormView,
    move_unit: Option<FormView>,
}

#[derive(Serialize)]
struct Shown {
    unit: UnitRow,
    depth: i64,
}

/// A body with who sits there.
#[derive(Serialize)]
struct BodyShown {
    body: BodyRow,
    seats: Vec<NamedSeat>,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let id = ctx.unit()?;
    let on = ctx.query("on").and_then(read_day).unwrap_or(ctx.today);
    let unit: UnitRow = find(&mut ctx.db, id).await?.ok_or(Failure::Missing)?;
    let units = store::subtree(&mut ctx.db, id, on).await?;
    let seats = store::seats_in_unit(&mut ctx.db, id, on).await?;
    let bodies = store::bodies_on(&mut ctx.db, id, on).await?.into_iter();
    let bodies = bodies.map(|body| BodyShown {
        seats: seats.iter().filter(|seat| seat.body_id == body.id).cloned().collect(),
        body,
    });
    let page = usize::try_from(ctx.page_number()).unwrap_or(1);
    let forms = ctx.may(ORGANISER).then(|| forms(&ctx, &unit, &units));
    let view = View {
        w: ctx.words,
        tabs: tabs(&ctx, "unit"),
        on,
        n_units: units.len(),
        page,
        pages: units.len().div_ceil(SIZE),
        bodies: bodies.collect(),
        units: units
            .into_iter()
            .skip((page - 1) * SIZE)
            .take(SIZE)
            .map(|(unit, depth)| Shown { unit, depth })
            .collect(),
        forms,
        unit,
    };
    let title = view.unit.name.to_string();
    ctx.page(title, view)
}

fn forms(ctx: &Ctx, unit: &UnitRow, units: &[(UnitRow, i64)]) -> Forms {
    let at = |name: &str| format!("/organisation/{}/{name}", unit.id);
    let today = ctx.words.day(&ctx.today);
    let named = |row: &UnitRow| (row.id, format!("{} ({})", row.name, row.code));
    let below: Vec<_> =
        units.iter().filter(|(row, _)| row.id != unit.id).map(|(row, _)| named(row)).collect();
    let all = units.iter().map(|(row, _)| named(row));
    let edit =
        ctx.form::<EditUnit>(&at("edit-unit")).value("version", unit.version).value("name", &unit.name);
    Forms {
        add_unit: ctx.form::<AddUnit>(&at("add-unit")).value("valid_from", &today),
        add_body: ctx.form::<AddBody>(&at("add-body")).value("valid_from", &today),
        edit: edit.value("kind", &unit.kind).value("valid_to", ctx.words.maybe_day(&unit.valid_to)),
        move_unit: (!below.is_empty()).then(|| {
            let form = ctx.form::<MoveUnit>(&at("move-unit")).options("child", below).options("parent", all);
            form.value("from", &today)
        }),
    }
}
