//! The standing board of a campaign: the process line, the heat map of reviews and stages, what a gate holds up,
//! what is due within a week.
//!
//! It stands beside the stages, not in one of them, since it shows what lies in several. Reviews are put in the
//! order in which they need somebody; they are never ranked.

mod heat;

use askama::Template;
use base::Failure;
use base::db::find;
use base::house::PlaceKind::Campaign;
use base::web::{Ctx, FormView, Page, RefusalWords, Routes, Words};
use domain::campaign::{CampaignState, StandingState};
use domain::common::Stage;
use jiff::Span;
use jiff::civil::Date;
use serde::Serialize;

use crate::campaign::line::{Station, line};
use crate::campaign::store::{self as campaigns, CampaignRow, StandingRow};
use crate::campaign::{BlockedBy, CloseCampaign, ORGANISER, packs};
use crate::plan::store::{self as plan, Due, DueMatter, Stood};
use crate::{CONTENTS, STAFF};
use heat::Line;

/// How many reviews the board shows at first.
const MOST_LINES: usize = 10;
/// How many deadlines it shows.
const MOST_DUE: i64 = 8;
/// How many gates it shows.
const MOST_GATES: usize = 8;
/// How far it looks ahead.
const DAYS_AHEAD: i64 = 7;

/// The routes of the board.
pub fn routes() -> Routes {
    Routes::of("campaign").page("/campaign/{campaign}", Campaign, STAFF, page).act::<CloseCampaign, _, _>(
        "/campaign/{campaign}/close",
        Campaign,
        ORGANISER,
        page,
    )
}

#[derive(Template, Serialize)]
#[template(path = "board/views/board.html")]
struct View {
    #[serde(skip)]
    w: Words,
    campaign: CampaignRow,
    today: Date,
    time: String,
    n_reviews: usize,
    n_subjects: i64,
    line: Vec<Station>,
    #[serde(skip)]
    stages: Vec<Stage>,
    lines: Vec<Line>,
    is_cut: bool,
    gates: Vec<Gate>,
    n_blocked: usize,
    due: Vec<DueTask>,
    n_due: i64,
    #[serde(skip)]
    close: Option<FormView>,
}

/// A gate that holds a stage of a review up.
#[derive(Serialize)]
struct Gate {
    body: String,
    stage: Stage,
    said: RefusalWords,
    label: String,
    at: jiff::Timestamp,
    #[serde(skip)]
    href: Option<String>,
}

/// A task that is due soon.
#[derive(Serialize)]
struct DueTask {
    open: DueMatter,
    days: i64,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let (id, today, w) = (ctx.campaign()?, ctx.today, ctx.words);
    let campaign: CampaignRow = find(&mut ctx.db, id).await?.ok_or(Failure::Missing)?;
    let stood = plan::standings_on(&mut ctx.db, id, today).await?;
    let reviews = campaigns::reviews_of(&mut ctx.db, id).await?;
    let names = campaigns::named_reviews(&mut ctx.db, id).await?;
    let mut lines = heat::lines(&ctx, &reviews, &names, &stood);
    let gates = gates(&ctx, &campaign, &lines)?;
    let n_blocked = gates.len();
    let is_cut = MOST_LINES < lines.len() && ctx.query("all").is_none();
    if is_cut {
        lines.truncate(MOST_LINES);
    }
    let until = today.checked_add(Span::new().days(DAYS_AHEAD)).unwrap_or(today);
    let (due, n_due) = plan::due_soon(&mut ctx.db, id, until, MOST_DUE).await?;
    let may_close = ctx.may(ORGANISER) && campaign.state == CampaignState::Open;
    let view = View {
        w,
        today,
        time: base::web::moment(ctx.now).split(' ').nth(1).unwrap_or("").to_owned(),
        n_reviews: reviews.len(),
        n_subjects: campaigns::subject_count(&mut ctx.db, id).await?,
        line: stations(&mut ctx, &campaign, &stood).await?,
        stages: Stage::ON_THE_LINE.to_vec(),
        lines,
        is_cut,
        gates: gates.into_iter().take(MOST_GATES).collect(),
        n_blocked,
        due: due.into_iter().map(|open| due_task(open, today)).collect(),
        n_due,
        close: may_close.then(|| ctx.form::<CloseCampaign>(&format!("/campaign/{id}/close"))),
        campaign,
    };
    let title = view.campaign.title.to_string();
    ctx.page(title, view)
}

fn due_task(open: DueMatter, today: Date) -> DueTask {
    let days = today.until(open.due).map_or(0, |span| i64::from(span.get_days()));
    DueTask { open, days }
}

/// The process line of the whole campaign; what is ahead says until when.
async fn stations(ctx: &mut Ctx, campaign: &CampaignRow, stood: &[Stood]) -> Result<Vec<Station>, Failure> {
    let dues = plan::dues(&mut ctx.db, campaign.id).await?;
    let sittings = plan::sitting_days(&mut ctx.db, campaign.id).await?;
    let rows: Vec<StandingRow> = stood.iter().map(|stood| stood.row.clone()).collect();
    let mut line = line(ctx.words, ctx.house.clock.zone(), &rows);
    for station in &mut line {
        station.href = page_of(ctx, station.stage, &[("{campaign}", campaign.id.to_string())]);
        if station.state == StandingState::Ahead
            && let Some(days) = days_of(ctx.words, station.stage, &dues, sittings)
        {
            station.datum = days;
        }
    }
    Ok(line)
}

/// The days of a stage that is ahead: those of its sittings, or the last day of its duties.
fn days_of(words: Words, stage: Stage, dues: &[Due], sittings: Option<(Date, Date)>) -> Option<String> {
    let short = |date: Date| format!("{:02}/{:02}", date.day(), date.month());
    match (stage, sittings) {
        (Stage::Conference, Some((first, last))) if first == last => Some(short(first)),
        (Stage::Conference, Some((first, last))) => Some(format!("{}–{}", short(first), short(last))),
        _ => {
            let last = dues.iter().filter(|due| due.stage == stage).map(|due| due.last).max()?;
            Some(words.t1("campaign-until", "day", short(last)))
        }
    }
}

/// The page of a stage at these places, when the contents have it and the reader may go there.
fn page_of(ctx: &Ctx, stage: Stage, places: &[(&str, String)]) -> Option<String> {
    let line = CONTENTS.iter().find(|line| line.stage == stage.as_str())?;
    let path = places.iter().fold(line.path.to_owned(), |path, (name, key)| path.replace(name, key));
    (ctx.may(line.roles) && !path.contains('{')).then_some(path)
}

/// What gates hold up, the latest first.
fn gates(ctx: &Ctx, campaign: &CampaignRow, lines: &[Line]) -> Result<Vec<Gate>, Failure> {
    let pack = packs::frozen(campaign)?;
    let mut found: Vec<Gate> = Vec::new();
    for line in lines {
        for cell in line.cells.iter().filter(|cell| cell.stood.row.state == StandingState::Blocked) {
            let Some(by) = BlockedBy::of(&cell.stood.row) else { continue };
            let said = RefusalWords::of(ctx.words, &by.code, &by.args);
            let rule = packs::rule_in(&pack, by.gate, ctx.words.lang());
            found.push(Gate {
                body: line.name.clone(),
                stage: cell.stood.row.stage,
                said: RefusalWords { rule: rule.unwrap_or_else(|| said.rule.clone()), ..said },
                label: by.gate.label().to_string(),
                at: cell.stood.row.changed_at,
                href: cell.href.clone(),
            });
        }
    }
    found.sort_by_key(|gate| std::cmp::Reverse(gate.at));
    Ok(found)
}

impl View {
    fn lead(&self) -> String {
        let args = [
            ("time", self.time.clone()),
            ("today", self.w.day(&self.today)),
            ("reviews", self.n_reviews.to_string()),
            ("subjects", self.n_subjects.to_string()),
            ("from", self.w.day(&self.campaign.opens)),
            ("to", self.w.day(&self.campaign.closes)),
        ];
        self.w.say("campaign-lead", &args)
    }
}
