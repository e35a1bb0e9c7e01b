//! The tree of units below the unit at hand, as of a day.

use askama::Template;
use base::Failure;
use base::web::{Ctx, FormView, Page, Words, read_day};
use domain::common::Role;
use jiff::civil::Date;
use serde::Serialize;

use super::AddUnit;
use super::store::{self, BodyRow, UnitRow};

#[derive(Template, Serialize)]
#[template(path = "organisation/views/tree.html")]
struct View {
    #[serde(skip)]
    w: Words,
    on: Date,
    units: Vec<Shown>,
    bodies: Vec<BodyRow>,
    #[serde(skip)]
    add_unit: Option<FormView>,
}

#[derive(Serialize)]
struct Shown {
    unit: UnitRow,
    depth: i64,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let unit = ctx.unit()?;
    let on = ctx.query("on").and_then(read_day).unwrap_or(ctx.today);
    let units = store::subtree(&mut ctx.db, unit, on).await?;
    let bodies = store::bodies_of(&mut ctx.db, unit).await?;
    let may_edit = ctx.may(&[Role::Organiser]);
    let view = View {
        w: ctx.words,
        on,
        units: units.into_iter().map(|(unit, depth)| Shown { unit, depth }).collect(),
        bodies,
        add_unit: may_edit.then(|| {
            let action = format!("/organisation/{unit}/add-unit");
            ctx.form::<AddUnit>(&action).value("valid_from", ctx.words.day(&ctx.today))
        }),
    };
    let title = ctx.words.t("organisation-title");
    ctx.page(title, view)
}
