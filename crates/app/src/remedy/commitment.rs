//! One commitment: what was promised, its milestones and history, what came before it and where it goes on.

use askama::Template;
use base::Failure;
use base::db::find;
use base::web::{Ctx, FormView, Page, Words};
use domain::common::id::{CommitmentId, FileId};
use domain::remedy::{CommitmentState, MilestoneState};
use jiff::civil::Date;
use serde::Serialize;

use super::store::{self, CommitmentRow, MilestoneRow, NamedStep};
use super::track::{Scale, Track, days_between};
use super::{ACCEPTORS, AcceptRemedy, AddMilestone, GiveBack, ReachMilestone, ReportDone};
use crate::campaign::store::CarriedItemRow;
use crate::conclusion::store::ShortcomingRow;
use crate::organisation::store as organisation;

#[derive(Template, Serialize)]
#[template(path = "remedy/views/commitment.html")]
struct View {
    #[serde(skip)]
    w: Words,
    row: CommitmentRow,
    doer: String,
    accepted_by: String,
    today: Date,
    days_late: i64,
    is_own: bool,
    /// Whether the reader may follow links into the review.
    is_inside: bool,
    shortcoming: Option<ShortcomingRow>,
    before: Option<CarriedItemRow>,
    after: Option<CarriedItemRow>,
    milestones: Vec<Milestone>,
    track: Track,
    steps: Vec<NamedStep>,
    #[serde(skip)]
    forms: Forms,
}

#[derive(Serialize)]
struct Milestone {
    row: MilestoneRow,
    days_late: i64,
    #[serde(skip)]
    reach: Option<FormView>,
}

#[derive(Default)]
struct Forms {
    milestone: Option<FormView>,
    report: Option<FormView>,
    accept: Option<FormView>,
    give_back: Option<FormView>,
}

/// The page in the review.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let review = ctx.review()?;
    let id = ctx.param::<CommitmentId>("commitment")?;
    let row: CommitmentRow = find(&mut ctx.db, id).await?.ok_or(Failure::Missing)?;
    crate::campaign::same_review(row.review_id, review)?;
    show(ctx, row, true).await
}

/// The page of the doer.
pub async fn own_page(mut ctx: Ctx) -> Result<Page, Failure> {
    let id = ctx.param::<CommitmentId>("commitment")?;
    let row: CommitmentRow = find(&mut ctx.db, id).await?.ok_or(Failure::Missing)?;
    if row.doer_id != ctx.person()? {
        return Err(Failure::Missing);
    }
    show(ctx, row, false).await
}

/// A file that shows something.
pub async fn file(mut ctx: Ctx) -> Result<Page, Failure> {
    let (review, file) = (ctx.review()?, ctx.param::<FileId>("file")?);
    let file = store::file_in(&mut ctx.db, review, file).await?;
    let bytes = ctx.house.files.get(&file.sha256)?;
    let kind = file.media_kind();
    ctx.file(file.name.to_string(), kind, bytes)
}

async fn show(mut ctx: Ctx, row: CommitmentRow, is_inside: bool) -> Result<Page, Failure> {
    let milestones = store::milestones_of(&mut ctx.db, row.id).await?;
    let steps = store::steps_of(&mut ctx.db, row.id).await?;
    ctx.stamp::<CommitmentRow>(row.id);
    let shortcoming = match row.shortcoming_id {
        Some(id) => find(&mut ctx.db, id).await?,
        None => None,
    };
    let before = carried(&mut ctx, row.carried_item_id).await?;
    let after = carried(&mut ctx, row.carried_to).await?;
    let doer = organisation::name_of(&mut ctx.db, row.doer_id).await?;
    let accepted_by = match row.accepted_by {
        Some(person) => organisation::name_of(&mut ctx.db, person).await?,
        None => String::new(),
    };
    let days = milestones.iter().map(|m| m.due).chain([row.deadline]);
    let scale = Scale::of(days, ctx.today);
    let refs: Vec<&MilestoneRow> = milestones.iter().collect();
    let track = Track::of(&row, &refs, scale, ctx.today);
    let is_own = ctx.person().ok() == Some(row.doer_id);
    let is_open = matches!(row.state, CommitmentState::Committed | CommitmentState::Reported);
    let late = |due: Date| if is_open { days_between(due, ctx.today).max(0) } else { 0 };
    let milestone = |m: &MilestoneRow| Milestone {
        days_late: if m.state == MilestoneState::Ahead { late(m.due) } else { 0 },
        reach: reach_form(&ctx, &row, m, is_own),
        row: m.clone(),
    };
    let view = View {
        w: ctx.words,
        today: ctx.today,
        days_late: late(row.deadline),
        forms: forms(&ctx, &row, &milestones, is_own),
        milestones: milestones.iter().map(milestone).collect(),
        doer,
        accepted_by,
        is_own,
        is_inside,
        shortcoming,
        before,
        after,
        track,
        steps,
        row,
    };
    let title = ctx.words.t1("remedy-commitment-title", "code", view.code());
    ctx.page(title, view)
}

async fn carried(
    ctx: &mut Ctx,
    item: Option<domain::common::id::CarriedItemId>,
) -> Result<Option<CarriedItemRow>, Failure> {
    match item {
        Some(item) => Ok(find(&mut ctx.db, item).await?),
        None => Ok(None),
    }
}

fn mine(row: &CommitmentRow, act: &str) -> String {
    format!("/remedy/mine/{}/{act}", row.id)
}

fn reach_form(ctx: &Ctx, row: &CommitmentRow, milestone: &MilestoneRow, is_own: bool) -> Option<FormView> {
    let may = is_own && row.state == CommitmentState::Committed && milestone.state == MilestoneState::Ahead;
    may.then(|| {
        let form = ctx.form_for::<ReachMilestone>(&mine(row, "reach-milestone"), "milestone", milestone.id);
        form.value("commitment", row.id)
    })
}

fn forms(ctx: &Ctx, row: &CommitmentRow, milestones: &[MilestoneRow], is_own: bool) -> Forms {
    let mut forms = Forms::default();
    if is_own && row.state == CommitmentState::Committed {
        let form = ctx.form::<AddMilestone>(&mine(row, "add-milestone"));
        forms.milestone = Some(form.value("commitment", row.id));
        if milestones.iter().all(|m| m.state == MilestoneState::Reached) {
            let form = ctx.form::<ReportDone>(&mine(row, "report-done"));
            forms.report = Some(form.value("commitment", row.id).main());
        }
    }
    if !is_own && ctx.may(ACCEPTORS) && row.state == CommitmentState::Reported {
        let at = |act: &str| format!("/remedy/{}/commitment/{}/{act}", row.review_id, row.id);
        let form = ctx.form::<AcceptRemedy>(&at("accept"));
        forms.accept = Some(form.value("commitment", row.id).main());
        forms.give_back = Some(ctx.form::<GiveBack>(&at("give-back")).value("commitment", row.id));
    }
    forms
}

impl View {
    fn code(&self) -> String {
        self.row.code()
    }
}

impl CommitmentRow {
    /// Its code in the review: KP-06.
    pub fn code(&self) -> String {
        format!("KP-{:02}", self.number)
    }
}
