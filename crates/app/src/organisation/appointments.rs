//! What the administrator gives: who runs the site, and who organises first where nobody does.

use askama::Template;
use base::Failure;
use base::web::{Ctx, FormView, Page, Words};
use domain::common::Role;
use serde::Serialize;

use super::store::{self, NamedRole};
use super::{AppointAdministrator, AppointOrganiser, DismissAdministrator};

#[derive(Template, Serialize)]
#[template(path = "organisation/views/appointments.html")]
struct View {
    #[serde(skip)]
    w: Words,
    administrators: Vec<Shown>,
    organisers: Vec<NamedRole>,
    #[serde(skip)]
    organiser: Option<FormView>,
    #[serde(skip)]
    administrator: FormView,
}

#[derive(Serialize)]
struct Shown {
    role: NamedRole,
    #[serde(skip)]
    dismiss: Option<FormView>,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let (today, me) = (ctx.today, ctx.person()?);
    let all = store::administrators_and_organisers(&mut ctx.db, today).await?;
    let (administrators, organisers): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|role| role.role == Role::Administrator);
    let roots = store::roots(&mut ctx.db, today).await?;
    let has_one = |unit| organisers.iter().any(|role| role.unit_id == Some(unit));
    let roots = roots.into_iter().filter(|unit| !has_one(unit.id));
    let roots: Vec<_> = roots.map(|unit| (unit.id, format!("{} ({})", unit.name, unit.code))).collect();
    let people = store::people(&mut ctx.db).await?;
    let people: Vec<_> =
        people.into_iter().map(|p| (p.id, format!("{} ({})", p.full_name, p.code))).collect();
    let organiser = (!roots.is_empty()).then(|| {
        let form = ctx.form::<AppointOrganiser>("/organisation/appointments/organiser");
        form.options("unit", roots).options("person", people.clone()).main()
    });
    let administrator = ctx.form::<AppointAdministrator>("/organisation/appointments/administrator");
    let dismiss = |role: &NamedRole| {
        let action = "/organisation/appointments/dismiss";
        (role.person_id != me)
            .then(|| ctx.form_for::<DismissAdministrator>(action, "assignment", role.id).quiet())
    };
    let shown = administrators.into_iter().map(|role| Shown { dismiss: dismiss(&role), role });
    let view = View {
        w: ctx.words,
        administrators: shown.collect(),
        organisers,
        organiser,
        administrator: administrator.options("person", people),
    };
    let title = ctx.words.t("organisation-appointments");
    ctx.page(title, view)
}
