//! The page of a lesson conference: the conference as any other, with its figures and its requirements.

use askama::Template;
use base::Failure;
use base::db::find;
use base::web::{Ctx, FormView, Page, Words};
use domain::common::Stage;
use domain::common::id::ConferenceId;
use domain::conference::ConferenceState;
use domain::lesson::RequirementState;
use serde::Serialize;

use super::store::{self, Addressed, Counted, RequirementRow};
use super::{CloseLesson, OpenLesson, Require};
use crate::campaign::store::CampaignRow;
use crate::conference::KEEPERS;
use crate::conference::acting::{address, held_here};
use crate::conference::live;
use crate::conference::store::ConferenceRow;
use crate::conference::twin::{At, AtCampaign, Twin};
use crate::organisation::store as organisation;

/// Held for a campaign, to draw lessons.
pub struct AtLesson;

impl At for AtLesson {
    const IS_REVIEW: bool = false;

    fn form<A: Twin>(ctx: &Ctx, action: &str, name: &'static str, value: String) -> FormView {
        ctx.form_for::<AtCampaign<A>>(action, name, value)
    }

    fn open(ctx: &Ctx, action: &str, conference: ConferenceId) -> FormView {
        ctx.form_for::<OpenLesson>(action, "conference", conference)
    }

    fn close(ctx: &Ctx, action: &str, conference: ConferenceId) -> FormView {
        ctx.form_for::<CloseLesson>(action, "conference", conference)
    }
}

/// What a lesson conference has beside its agenda.
#[derive(Template, Serialize)]
#[template(path = "lesson/views/conference.html")]
struct Extra {
    #[serde(skip)]
    w: Words,
    is_frozen: bool,
    figures: Vec<Counted>,
    requirements: Vec<Required>,
    #[serde(skip)]
    require: Option<FormView>,
}

/// A requirement with those to whom it is addressed.
#[derive(Serialize)]
pub struct Required {
    /// The requirement.
    pub requirement: RequirementRow,
    /// To whom, and where it stands there.
    pub addressees: Vec<Addressed>,
}

/// Requirements in their order, each with its addressees.
pub fn by_requirement(addressed: Vec<Addressed>) -> Vec<Required> {
    let mut all: Vec<Required> = Vec::new();
    for line in addressed {
        match all.last_mut().filter(|last| last.requirement.id == line.requirement.id) {
            Some(last) => last.addressees.push(line),
            None => {
                all.push(Required { requirement: line.requirement.clone(), addressees: vec![line] });
            }
        }
    }
    all
}

/// The form of a requirement: while the conference sits, and where one was refused, since nothing typed is lost.
async fn require_form(ctx: &mut Ctx, row: &ConferenceRow, place: &str) -> Result<Option<FormView>, Failure> {
    if !ctx.may(KEEPERS) || (row.state != ConferenceState::Open && ctx.query("units").is_none()) {
        return Ok(None);
    }
    let units = organisation::subtree(&mut ctx.db, row.unit_id, ctx.today).await?;
    let form = ctx.form_for::<Require>(&format!("{place}/require"), "conference", row.id);
    let form = form.options("units", units.into_iter().map(|(unit, _)| (unit.id, unit.name.to_string())));
    Ok(Some(form.codes("stage", Stage::ALL).rows("text", 3)))
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let conference: ConferenceId = ctx.param("conference")?;
    let row: ConferenceRow = find(&mut ctx.db, conference).await?.ok_or(Failure::Missing)?;
    let here = ctx.here.clone().ok_or(Failure::Missing)?;
    held_here(&here, &row)?;
    let campaign: CampaignRow = find(&mut ctx.db, row.campaign_id).await?.ok_or(Failure::Missing)?;
    let is_frozen = row.state != ConferenceState::Called;
    let today = ctx.today;
    let figures = if is_frozen {
        store::frozen(&mut ctx.db, conference).await?
    } else {
        store::count(&mut ctx.db, &campaign, today).await?
    };
    let addressed = store::addressed_in(&mut ctx.db, row.campaign_id).await?;
    let own = addressed.into_iter().filter(|line| line.requirement.conference_id == conference).collect();
    let require = require_form(&mut ctx, &row, &address(&here, conference)).await?;
    let extra = Extra { w: ctx.words, is_frozen, figures, requirements: by_requirement(own), require };
    let view = live::view::<AtLesson, Extra>(&mut ctx, extra).await?;
    let title = view.title();
    ctx.page(title, view)
}
