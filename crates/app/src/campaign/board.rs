//! The standing board of a campaign: the process line over all reviews, and the heat map of reviews and stages.

use askama::Template;
use base::Failure;
use base::db::{Stored, find, select};
use base::web::{Ctx, FormView, Page, Words};
use domain::campaign::{CampaignState, StandingState};
use domain::common::Stage;
use jiff::civil::Date;
use serde::Serialize;

use super::store::{self, CampaignRow, ReviewRow, StandingRow};
use super::{CloseCampaign, ORGANISER};

#[derive(Template, Serialize)]
#[template(path = "campaign/views/board.html")]
struct View {
    #[serde(skip)]
    w: Words,
    campaign: CampaignRow,
    today: Date,
    line: Vec<Station>,
    reviews: Vec<Line>,
    blocked: i64,
    #[serde(skip)]
    close: Option<FormView>,
}

/// A station of the process line.
#[derive(Serialize)]
pub(super) struct Station {
    pub stage: Stage,
    pub state: StandingState,
    pub done: i64,
    pub total: i64,
}

/// A row of the heat map.
#[derive(Serialize)]
struct Line {
    review: ReviewRow,
    name: String,
    cells: Vec<StandingRow>,
}

impl Line {
    /// The page to which a cell leads.
    fn page(&self, cell: &StandingRow) -> String {
        super::page_of(cell.stage, &self.review)
    }
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let id = ctx.campaign()?;
    let campaign: CampaignRow = find(&mut ctx.db, id).await?.ok_or(Failure::Missing)?;
    let all = store::board(&mut ctx.db, id).await?;
    let reviews: Vec<ReviewRow> =
        select(&mut ctx.db, "WHERE campaign_id = $1 ORDER BY level, id", &[id.to_cell()]).await?;
    let names = store::named_reviews(&mut ctx.db, id).await?;
    let lines = reviews.into_iter().map(|review| {
        let name =
            names.iter().find(|(key, _)| *key == review.id).map(|(_, name)| name.clone()).unwrap_or_default();
        let cells = Stage::ON_THE_LINE.iter().filter_map(|stage| {
            all.iter().find(|cell| cell.review_id == review.id && cell.stage == *stage).cloned()
        });
        Line { cells: cells.collect(), name, review }
    });
    let may_close = ctx.may(ORGANISER) && campaign.state == CampaignState::Open;
    let view = View {
        w: ctx.words,
        today: ctx.today,
        line: line(&all),
        reviews: lines.collect(),
        blocked: count(&all, |cell| cell.state == StandingState::Blocked),
        close: may_close.then(|| ctx.form::<CloseCampaign>(&format!("/campaign/{id}/close"))),
        campaign,
    };
    let title = view.campaign.title.to_string();
    ctx.page(title, view)
}

fn count(cells: &[StandingRow], is: impl Fn(&StandingRow) -> bool) -> i64 {
    i64::try_from(cells.iter().filter(|cell| is(cell)).count()).unwrap_or(i64::MAX)
}

/// The process line: a stage is done when it is done everywhere, and now when it runs anywhere.
pub(super) fn line(all: &[StandingRow]) -> Vec<Station> {
    let station = |stage: &Stage| {
        let here: Vec<StandingRow> = all.iter().filter(|cell| cell.stage == *stage).cloned().collect();
        let done = count(&here, |cell| cell.state == StandingState::Done);
        let total = i64::try_from(here.len()).unwrap_or(i64::MAX);
        let any = |state| here.iter().any(|cell| cell.state == state);
        let state = if 0 < total && done == total {
            StandingState::Done
        } else if any(StandingState::Blocked) {
            StandingState::Blocked
        } else if any(StandingState::Late) {
            StandingState::Late
        } else if 0 < done || any(StandingState::Running) {
            StandingState::Running
        } else {
            StandingState::Ahead
        };
        Station { stage: *stage, state, done, total }
    };
    Stage::ON_THE_LINE.iter().map(station).collect()
}

impl StandingRow {
    /// How much is done, in whole per cent.
    pub fn percent(&self) -> i64 {
        if 0 < self.total { (self.done * 100 / self.total).clamp(0, 100) } else { 0 }
    }
}
