//! One person who belongs to the unit at hand or to one below it: where they sit, what they may do.

use askama::Template;
use base::Failure;
use base::db::find;
use base::web::{Ctx, FormView, Page, Words};
use domain::common::id::PersonId;
use serde::Serialize;

use super::store::{self, NamedRole, NamedSeat, PersonRow};
use super::tabs::{Tab, tabs};
use super::{EditPerson, ORGANISER};

#[derive(Template, Serialize)]
#[template(path = "organisation/views/person.html")]
struct View {
    #[serde(skip)]
    w: Words,
    #[serde(skip)]
    tabs: Vec<Tab>,
    unit: String,
    person: PersonRow,
    seats: Vec<NamedSeat>,
    roles: Vec<NamedRole>,
    #[serde(skip)]
    edit: Option<FormView>,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let (unit, today, id): (_, _, PersonId) = (ctx.unit()?, ctx.today, ctx.param("person")?);
    if !store::is_person_below(&mut ctx.db, unit, id, today).await? {
        return Err(Failure::Missing);
    }
    let person: PersonRow = find(&mut ctx.db, id).await?.ok_or(Failure::Missing)?;
    let seats = store::seats_of_person(&mut ctx.db, unit, id, today).await?;
    let roles = store::roles_below(&mut ctx.db, unit, today).await?;
    let edit = ctx.may(ORGANISER).then(|| {
        let action = format!("/organisation/{unit}/person/{id}/edit-person");
        let form = ctx.form_for::<EditPerson>(&action, "person", id).value("version", person.version);
        let form = form.value("full_name", &person.full_name);
        let year = person.birth_year.map(|year| year.to_string()).unwrap_or_default();
        let email = person.email.as_ref().map(ToString::to_string).unwrap_or_default();
        form.value("birth_year", year).value("email", email)
    });
    let view = View {
        w: ctx.words,
        tabs: tabs(&ctx, "person"),
        unit: unit.to_string(),
        seats,
        roles: roles.into_iter().filter(|role| role.person_id == id).collect(),
        edit,
        person,
    };
    ctx.stamp::<PersonRow>(view.person.id);
    let title = view.person.full_name.to_string();
    ctx.page(title, view)
}
