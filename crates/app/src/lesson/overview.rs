//! The lessons of a campaign: figures as they stand, conferences, what was required and where it stands.

use askama::Template;
use base::Failure;
use base::db::find;
use base::web::{Ctx, FormView, Page, Words};
use domain::common::Role;
use domain::common::id::{CampaignId, PersonId, SittingId};
use domain::conference::ConferenceState;
use domain::lesson::RequirementState;
use domain::plan::{SittingKind, SittingState};
use serde::Serialize;

use super::CallLesson;
use super::conference::{Required, by_requirement};
use super::store::{self, Counted};
use crate::campaign::store::CampaignRow;
use crate::conference::CALLERS;
use crate::conference::store::{ConferenceRow, called_sittings, lesson_conferences_of};
use crate::organisation::store as organisation;
use crate::plan::store::{SittingRow, sittings_of};

#[derive(Template, Serialize)]
#[template(path = "lesson/views/overview.html")]
struct View {
    #[serde(skip)]
    w: Words,
    campaign: CampaignId,
    conferences: Vec<ConferenceRow>,
    sittings: Vec<SittingRow>,
    figures: Vec<Counted>,
    requirements: Vec<Required>,
    n_addressed: usize,
    n_planned: usize,
    may_call: bool,
    #[serde(skip)]
    call: Option<FormView>,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let campaign = ctx.campaign()?;
    let row: CampaignRow = find(&mut ctx.db, campaign).await?.ok_or(Failure::Missing)?;
    let today = ctx.today;
    let called = called_sittings(&mut ctx.db, campaign).await?;
    let waits = |sitting: &SittingRow| {
        sitting.kind == SittingKind::Lesson
            && sitting.state == SittingState::Planned
            && !called.contains(&sitting.id)
    };
    let sittings = sittings_of(&mut ctx.db, campaign).await?;
    let sittings: Vec<SittingRow> = sittings.into_iter().filter(waits).collect();
    let chosen = ctx.query_as::<SittingId>("sitting");
    let chosen = sittings.iter().find(|sitting| Some(sitting.id) == chosen).cloned();
    let may_call = ctx.may(CALLERS);
    let call = if may_call { Some(call_form(&mut ctx, &row, chosen.as_ref()).await?) } else { None };
    let addressed = store::addressed_in(&mut ctx.db, campaign).await?;
    let planned = addressed.iter().filter(|line| line.addressee.state == RequirementState::Planned).count();
    let view = View {
        w: ctx.words,
        campaign,
        conferences: lesson_conferences_of(&mut ctx.db, campaign).await?,
        sittings,
        figures: store::count(&mut ctx.db, &row, today).await?,
        n_addressed: addressed.len(),
        n_planned: planned,
        requirements: by_requirement(addressed),
        may_call,
        call,
    };
    let title = ctx.words.t("lesson-title");
    ctx.page(title, view)
}

async fn call_form(
    ctx: &mut Ctx,
    campaign: &CampaignRow,
    sitting: Option<&SittingRow>,
) -> Result<FormView, Failure> {
    let chairs = organisation::holders_at(&mut ctx.db, campaign.unit_id, Role::Chair, ctx.today).await?;
    let secretaries =
        organisation::holders_at(&mut ctx.db, campaign.unit_id, Role::Secretary, ctx.today).await?;
    let people = organisation::people(&mut ctx.db).await?;
    let named = |ids: &[PersonId]| -> Vec<(PersonId, String)> {
        let listed = people.iter().filter(|person| ids.contains(&person.id));
        listed.map(|person| (person.id, format!("{} ({})", person.full_name, person.code))).collect()
    };
    let form = ctx
        .form::<CallLesson>(&format!("/lesson/{}/call", campaign.id))
        .options("chair", named(&chairs))
        .options("secretary", named(&secretaries))
        .main();
    Ok(match sitting {
        Some(sitting) => form
            .value("sitting", sitting.id)
            .value("title", &sitting.title)
            .value("day", base::web::day(sitting.day))
            .value("room", &sitting.room)
            .value("chair", sitting.chair_id),
        None => form,
    })
}
