//! Who holds which role: for the unit at hand with those above and below it, or in the review at hand.

use askama::Template;
use base::Failure;
use base::web::{Ctx, FormView, Page, Words};
use domain::organisation::{ROLES_OF_A_REVIEW, ROLES_OF_A_UNIT};
use serde::Serialize;

use super::store::{self, AssignmentRow, NamedRole};
use super::tabs::{Tab, tabs};
use super::{AssignReviewRole, AssignRole, EndReviewRole, EndRole, ORGANISER};

#[derive(Template, Serialize)]
#[template(path = "organisation/views/roles.html")]
struct View {
    #[serde(skip)]
    w: Words,
    #[serde(skip)]
    tabs: Vec<Tab>,
    above: Vec<NamedRole>,
    roles: Vec<Shown>,
    is_review: bool,
    #[serde(skip)]
    assign: Option<FormView>,
}

/// A role with the form that ends it.
#[derive(Serialize)]
struct Shown {
    role: NamedRole,
    #[serde(skip)]
    end: Option<FormView>,
}

/// The roles of a unit.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let (unit, today) = (ctx.unit()?, ctx.today);
    let above = store::roles_above(&mut ctx.db, unit, today).await?;
    let roles = store::roles_below(&mut ctx.db, unit, today).await?;
    roles.iter().for_each(|role| ctx.stamp::<AssignmentRow>(role.id));
    let may_edit = ctx.may(ORGANISER);
    let people = if may_edit { store::people_below(&mut ctx.db, unit, today).await? } else { Vec::new() };
    let people = people.into_iter().map(|p| (p.id, format!("{} ({})", p.full_name, p.code)));
    let assign = may_edit.then(|| {
        let form = ctx.form::<AssignRole>(&format!("/organisation/{unit}/assign-role"));
        let form = form.options("person", people).codes("role", ROLES_OF_A_UNIT);
        form.value("valid_from", ctx.words.day(&today)).main()
    });
    let end = |role: &NamedRole| {
        let form = ctx.form_for::<EndRole>(&format!("/organisation/{unit}/end-role"), "assignment", role.id);
        form.value("last_day", yesterday(&ctx))
    };
    let roles = roles.into_iter().map(|role| Shown { end: may_edit.then(|| end(&role)), role }).collect();
    let view = View { w: ctx.words, tabs: tabs(&ctx, "roles"), above, roles, is_review: false, assign };
    let title = ctx.words.t("organisation-roles");
    ctx.page(title, view)
}

/// The roles in a review.
pub async fn of_review(mut ctx: Ctx) -> Result<Page, Failure> {
    let (review, unit, today) = (ctx.review()?, ctx.unit()?, ctx.today);
    let roles = store::roles_in_review(&mut ctx.db, review, today).await?;
    roles.iter().for_each(|role| ctx.stamp::<AssignmentRow>(role.id));
    let may_edit = ctx.may(ORGANISER);
    let people = if may_edit { store::people_below(&mut ctx.db, unit, today).await? } else { Vec::new() };
    let people = people.into_iter().map(|p| (p.id, format!("{} ({})", p.full_name, p.code)));
    let assign = may_edit.then(|| {
        let form = ctx.form::<AssignReviewRole>(&format!("/organisation/review/{review}/assign-role"));
        let form = form.options("person", people).codes("role", ROLES_OF_A_REVIEW);
        form.value("valid_from", ctx.words.day(&today)).main()
    });
    let end = |role: &NamedRole| {
        let action = format!("/organisation/review/{review}/end-role");
        ctx.form_for::<EndReviewRole>(&action, "assignment", role.id).value("last_day", yesterday(&ctx))
    };
    let by_hand = |role: &NamedRole| ROLES_OF_A_REVIEW.contains(&role.role);
    let roles = roles.into_iter();
    let roles = roles.map(|role| Shown { end: (may_edit && by_hand(&role)).then(|| end(&role)), role });
    let roles = roles.collect();
    let view = View { w: ctx.words, tabs: Vec::new(), above: Vec::new(), roles, is_review: true, assign };
    let title = ctx.words.t("organisation-roles-of-review");
    ctx.page(title, view)
}

fn yesterday(ctx: &Ctx) -> String {
    ctx.words.day(&ctx.today.yesterday().unwrap_or(ctx.today))
}
