//! What lesson conferences require of a unit: acknowledged here, and turned into tasks here.

use askama::Template;
use base::Failure;
use base::web::{Ctx, FormView, Page, Words};
use domain::common::id::PersonId;
use domain::lesson::RequirementState;
use jiff::civil::Date;
use serde::Serialize;

use super::store::{self, Addressed};
use super::{Acknowledge, ORGANISER, PlanRequirement};
use crate::organisation::store as organisation;
use crate::plan::store::{Advice, guidance_of};

#[derive(Template, Serialize)]
#[template(path = "lesson/views/unit.html")]
struct View {
    #[serde(skip)]
    w: Words,
    unit: String,
    today: Date,
    lines: Vec<Line>,
    guidance: Vec<Advice>,
}

#[derive(Serialize)]
struct Line {
    addressed: Addressed,
    is_late: bool,
    #[serde(skip)]
    acknowledge: Option<FormView>,
    #[serde(skip)]
    plan: Option<FormView>,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let unit = ctx.unit()?;
    let addressed = store::addressed_to(&mut ctx.db, unit).await?;
    let guidance = guidance_of(&mut ctx.db, unit).await?;
    let may = ctx.may(ORGANISER);
    let people = if may { organisation::people(&mut ctx.db).await? } else { Vec::new() };
    let people: Vec<(PersonId, String)> =
        people.into_iter().map(|p| (p.id, format!("{} ({})", p.full_name, p.code))).collect();
    let mut has_main = false;
    let line = |addressed: Addressed| {
        let (id, state) = (addressed.addressee.id, addressed.addressee.state);
        let mut first = |form: FormView| {
            if std::mem::replace(&mut has_main, true) { form } else { form.main() }
        };
        let acknowledge = (may && state == RequirementState::Addressed).then(|| {
            first(ctx.form_for::<Acknowledge>(&format!("/lesson/of/{unit}/acknowledge"), "addressee", id))
        });
        let plan = (may && state == RequirementState::Acknowledged).then(|| {
            let form = ctx.form_for::<PlanRequirement>(&format!("/lesson/of/{unit}/plan"), "addressee", id);
            first(
                form.options("owner", people.clone())
                    .value("due", base::web::day(addressed.requirement.deadline)),
            )
        });
        let is_late = state != RequirementState::Planned && addressed.requirement.deadline < ctx.today;
        Line { addressed, is_late, acknowledge, plan }
    };
    let lines = addressed.into_iter().map(line).collect();
    let here = ctx.here.as_ref().ok_or(Failure::Missing)?;
    let view = View { w: ctx.words, unit: here.unit_name.clone(), today: ctx.today, lines, guidance };
    let title = ctx.words.t("lesson-unit-title");
    ctx.page(title, view)
}
