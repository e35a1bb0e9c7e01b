//! The plan of a campaign: its calendar of sittings, its tasks, its regular work.

use askama::Template;
use base::Failure;
use base::db::find;
use base::web::{Ctx, FormView, Page, Words};
use domain::common::Stage;
use domain::plan::{SittingKind, SittingState, TaskState};
use jiff::civil::Date;
use serde::Serialize;

use super::store::{self, Advice, OpenTask, RegularCommitmentRow, SittingRow};
use super::{AddRegular, AddSitting, AddTask, CancelTask, MakeTasks, ORGANISER, calendar};
use crate::campaign::store::{self as campaigns, CampaignRow};
use crate::directive::store as directive;
use crate::organisation::store as organisation;

const SIZE: i64 = 50;

#[derive(Template, Serialize)]
#[template(path = "plan/views/overview.html")]
struct View {
    #[serde(skip)]
    w: Words,
    campaign: CampaignRow,
    total: i64,
    done: i64,
    late: i64,
    page: i64,
    pages: i64,
    tasks: Vec<Row>,
    sittings: Vec<SittingRow>,
    regular: Vec<RegularCommitmentRow>,
    guidance: Vec<Advice>,
    today: Date,
    days: Vec<Day>,
    bars: Vec<Bar>,
    #[serde(skip)]
    forms: Option<Forms>,
}

/// What an organiser may do here.
struct Forms {
    make: FormView,
    task: FormView,
    sitting: FormView,
    regular: FormView,
}

#[derive(Serialize)]
struct Row {
    open: OpenTask,
    is_late: bool,
    days_late: i64,
    #[serde(skip)]
    cancel: Option<FormView>,
}

/// A column of the calendar.
#[derive(Serialize)]
struct Day {
    date: Date,
    x: i64,
    is_off: bool,
    is_today: bool,
}

/// A sitting in the calendar.
#[derive(Serialize)]
struct Bar {
    x: i64,
    y: i64,
    title: String,
    kind: SittingKind,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let campaign = ctx.campaign()?;
    let campaign: CampaignRow = find(&mut ctx.db, campaign).await?.ok_or(Failure::Missing)?;
    let (total, done, late) = store::task_counts(&mut ctx.db, campaign.id, ctx.today).await?;
    let page = ctx.page_number();
    let tasks = store::tasks_of(&mut ctx.db, campaign.id, page, SIZE).await?;
    let sittings = store::sittings_of(&mut ctx.db, campaign.id).await?;
    let regular = store::regular_of(&mut ctx.db, campaign.id).await?;
    let guidance = store::guidance_for(&mut ctx.db, campaign.id).await?;
    let forms = if ctx.may(ORGANISER) { Some(forms(&mut ctx, &campaign).await?) } else { None };
    let (days, bars) = drawn(&sittings, ctx.today)?;
    let tasks = tasks.into_iter().map(|open| row(&ctx, &campaign, open, forms.is_some())).collect();
    let view = View {
        w: ctx.words,
        total,
        done,
        late,
        page,
        pages: (total + SIZE - 1) / SIZE,
        tasks,
        sittings,
        regular,
        guidance,
        today: ctx.today,
        days,
        bars,
        forms,
        campaign,
    };
    let title = ctx.words.t("plan-title");
    ctx.page(title, view)
}

fn row(ctx: &Ctx, campaign: &CampaignRow, open: OpenTask, may_edit: bool) -> Row {
    let is_open = open.task.state == TaskState::Open;
    let is_late = is_open && open.task.due < ctx.today;
    let days_late = open.task.due.until(ctx.today).map_or(0, |span| i64::from(span.get_days()));
    let action = format!("/plan/{}/cancel-task", campaign.id);
    let cancel =
        (may_edit && is_open).then(|| ctx.form_for::<CancelTask>(&action, "task", open.task.id).quiet());
    Row { is_late, days_late, cancel, open }
}

async fn forms(ctx: &mut Ctx, campaign: &CampaignRow) -> Result<Forms, Failure> {
    let reviews = campaigns::named_reviews(&mut ctx.db, campaign.id).await?;
    let people = organisation::people(&mut ctx.db).await?;
    let people: Vec<_> =
        people.into_iter().map(|p| (p.id, format!("{} ({})", p.full_name, p.code))).collect();
    let clauses = directive::clauses_at(&mut ctx.db, campaign.unit_id).await?;
    let clauses = clauses.into_iter().map(|cited| (cited.clause.id, cited.shortened()));
    let clauses: Vec<_> = clauses.collect();
    let at = |name: &str| format!("/plan/{}/{name}", campaign.id);
    Ok(Forms {
        make: ctx.form::<MakeTasks>(&at("make-tasks")),
        task: ctx
            .form::<AddTask>(&at("add-task"))
            .options("clause", clauses)
            .options("owner", people.clone())
            .options("review", reviews.clone())
            .codes("stage", Stage::ALL)
            .value("stage", Stage::Plan),
        sitting: ctx
            .form::<AddSitting>(&at("add-sitting"))
            .codes("kind", SittingKind::ALL)
            .options("review", reviews)
            .options("chair", people.clone())
            .main(),
        regular: ctx.form::<AddRegular>(&at("add-regular")).options("person", people),
    })
}

/// The width of a day in the drawing, and where the days begin.
const DAY: i64 = 42;
const LEFT: i64 = 10;
const MOST_DAYS: usize = 40;
/// How wide a letter of a title may be.
const LETTER: i64 = 7;

/// The calendar as places in a drawing: a column a day, a row a sitting.
fn drawn(sittings: &[SittingRow], today: Date) -> Result<(Vec<Day>, Vec<Bar>), Failure> {
    let planned: Vec<&SittingRow> = sittings.iter().filter(|s| s.state != SittingState::Cancelled).collect();
    let (Some(first), Some(last)) =
        (planned.iter().map(|s| s.day).min(), planned.iter().map(|s| s.day).max())
    else {
        return Ok((Vec::new(), Vec::new()));
    };
    let calendar = calendar::home()?;
    let dates: Vec<Date> =
        first.series(jiff::Span::new().days(1)).take_while(|day| *day <= last).take(MOST_DAYS).collect();
    let x_of = |at: usize| LEFT + DAY * i64::try_from(at).unwrap_or(0);
    let days = dates.iter().enumerate().map(|(at, date)| Day {
        date: *date,
        x: x_of(at),
        is_off: !calendar.is_working_day(*date),
        is_today: *date == today,
    });
    let bars = planned.iter().enumerate().filter_map(|(row, sitting)| {
        let at = dates.iter().position(|date| *date == sitting.day)?;
        let y = 40 + 26 * i64::try_from(row).unwrap_or(0);
        Some(Bar { x: x_of(at), y, title: sitting.title.to_string(), kind: sitting.kind })
    });
    Ok((days.collect(), bars.collect()))
}

impl View {
    fn width(&self) -> i64 {
        let days = LEFT + DAY * i64::try_from(self.days.len()).unwrap_or(0);
        let title = |bar: &Bar| bar.x + 48 + LETTER * i64::try_from(bar.title.chars().count()).unwrap_or(0);
        self.bars.iter().map(title).max().unwrap_or(0).max(days) + LEFT
    }
    fn height(&self) -> i64 {
        60 + 26 * i64::try_from(self.bars.len()).unwrap_or(0)
    }
}
