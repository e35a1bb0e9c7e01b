//! The campaign of the year before, walked to its end and beyond: what the present one looks back at.
//!
//! The province and two units below review themselves; the outcome is decided, noticed, petitioned against, summed up,
//! drawn lessons from and published; remedies go on after the campaign is closed, and not all of them are done.

mod conclusion;
mod conference;
mod held;
mod lesson;
mod news;
mod prepare;
mod remedy;

use app::campaign::{CloseCampaign, OpenCampaign};
use app::plan::{FinishTask, MakeTasks};
use base::db::Stored;
use domain::common::id::{CampaignId, PersonId, TaskId};

pub use remedy::carry_over;

use super::office::{ORGANISER, Office, day, line, prose, set_clock};
use crate::known::{Known, act_of};

/// The units below that take part.
const BELOW: [&str; 2] = ["X01", "X02"];

/// Walks the campaign of 2025 and gives its key.
pub async fn walk(known: &Known) -> anyhow::Result<CampaignId> {
    set_clock(known, "2025-11-03T08:00")?;
    let campaign = open(known).await?;
    let top = Office::of(known, campaign, "SL").await?;
    let mut below = Vec::new();
    for unit in BELOW {
        below.push(Office::of(known, campaign, unit).await?);
    }
    let found = at_the_top(&top).await?;
    for (office, day) in below.iter().zip(["2025-12-17", "2025-12-18"]) {
        unit_below(office, day).await?;
    }
    conclusion::of_the_collective(&top, &found).await?;
    remedy::committed(&top).await?;
    conclusion::of_the_members(&top).await?;
    for office in &below {
        conclusion::below(office).await?;
    }
    finish_tasks(&top, "2025-12-26T16:00", &["conference", "conclusion", "explanation", "verification"])
        .await?;
    conclusion::petition(&top).await?;
    remedy::committed_later(&top).await?;
    let summary = lesson::summed_up(&top, &below).await?;
    lesson::held(&top, &below).await?;
    let first = news::first(&top, summary).await?;
    set_clock(known, "2026-01-30T09:00")?;
    top.act_in_campaign(ORGANISER, CloseCampaign {}).await?;
    lesson::done_in_units(&top).await?;
    remedy::afterwards(&top, &below).await?;
    news::later(&top, summary, first).await?;
    Ok(campaign)
}

async fn open(known: &Known) -> anyhow::Result<CampaignId> {
    let bodies = ["BTV-SL", "BTV-X01", "BTV-X02"].map(|code| known.body(code));
    let act = OpenCampaign {
        title: line("Đợt kiểm điểm tự phê bình và phê bình năm 2025")?,
        pack: "nq-tw4-2012".to_owned(),
        period_from: day("2025-01-01")?,
        period_to: day("2025-12-31")?,
        opens: day("2025-11-03")?,
        closes: day("2026-01-31")?,
        bodies: bodies.into_iter().collect::<Result<_, _>>()?,
    };
    let campaign = known.act(ORGANISER, known.unit("SL")?, act).await?;
    known.act(ORGANISER, campaign, MakeTasks {}).await?;
    Ok(campaign)
}

/// From the reports of the province to the close of its conference and second round.
async fn at_the_top(office: &Office<'_>) -> anyhow::Result<prepare::Found> {
    prepare::reports(office, "2025-11-05T09:00").await?;
    finish_tasks(office, "2025-11-07T16:00", &["directive", "report"]).await?;
    let found = prepare::opinions(office).await?;
    finish_tasks(office, "2025-11-28T16:00", &["opinion", "synthesis"]).await?;
    conference::hold(office, "2025-12-10").await?;
    conference::second_round(office, "2025-12-11T09:00").await?;
    Ok(found)
}

/// A unit below goes the same way after the province.
async fn unit_below(office: &Office<'_>, on: &str) -> anyhow::Result<()> {
    prepare::below(office).await?;
    conference::hold(office, on).await?;
    conference::second_round(office, &format!("{on}T16:45")).await
}

/// Everybody ticks off what the rule pack gave them to do at these stages.
async fn finish_tasks(office: &Office<'_>, moment: &str, stages: &[&str]) -> anyhow::Result<()> {
    office.at(moment)?;
    for stage in stages {
        let open = "FROM plan_task WHERE campaign_id = $1 AND stage = $2 AND state = 'open' AND about LIKE 'pack:%' ORDER BY id";
        let of = [office.campaign.to_cell(), (*stage).into()];
        let tasks: Vec<TaskId> = office.column(&format!("SELECT id {open}"), &of).await?;
        let owners: Vec<PersonId> = office.column(&format!("SELECT owner_id {open}"), &of).await?;
        for (task, owner) in tasks.into_iter().zip(owners) {
            let act =
                FinishTask { task, evidence: prose("Đã làm xong, hồ sơ lưu tại đơn vị.")? };
            act_of(&office.known.house, owner, "", act).await?;
        }
    }
    Ok(())
}
