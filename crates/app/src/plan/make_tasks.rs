//! Giving every review the tasks of the rule pack, each to whoever holds the role there.

use std::collections::HashSet;

use base::Failure;
use base::db::{Stored, select};
use base::form;
use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use domain::common::Line;
use domain::common::id::PersonId;
use domain::common::pack::{Pack, TaskTemplate};

use super::calendar;
use super::store::{self, Adds, TaskAbout, TaskRow};
use crate::campaign::store::{CampaignRow, ReviewRow};
use crate::campaign::{self, packs};
use crate::organisation::store as organisation;

form! {
    /// The tasks of the rule pack, for every review.
    pub struct MakeTasks = "plan.make_tasks" {}
}

impl Act for MakeTasks {
    /// How many tasks were given.
    type Outcome = i64;
    const LIMIT_MS: u64 = 5_000;

    async fn run(&self, unit: &mut Unit) -> Result<i64, Failure> {
        let campaign: CampaignRow = unit.need(unit.campaign()?).await?;
        let pack = packs::frozen(&campaign)?;
        let of_campaign = [campaign.id.to_cell()];
        let reviews: Vec<ReviewRow> =
            select(unit, "WHERE campaign_id = $1 ORDER BY level, id", &of_campaign).await?;
        let before: Vec<TaskRow> = select(unit, "WHERE campaign_id = $1", &of_campaign).await?;
        let known: HashSet<String> = before.into_iter().map(|task| task.about).collect();
        let today = unit.today();
        let roles = organisation::RolesOf::day(unit, today).await?;
        let mut made = Vec::new();
        for review in &reviews {
            let held = roles.nearest_for_review(unit, review.id, review.unit_id).await?;
            for template in &pack.tasks {
                let owners = held.iter().filter(|(role, _)| *role == template.owner);
                let tasks = owners.map(|(_, owner)| task(&campaign, review, &pack, template, *owner));
                for task in tasks.collect::<Result<Vec<_>, _>>()? {
                    if !known.contains(&task.about) {
                        made.push(task.row(unit));
                    }
                }
            }
        }
        let count = i64::try_from(made.len()).unwrap_or(i64::MAX);
        let mut standings = Vec::new();
        for review in reviews {
            standings.push(store::planned(unit, review.id, Adds::Tasks).await?);
        }
        unit.commit("plan.tasks_made", (made, standings), vec![]).await?;
        Ok(count)
    }

    fn landing(&self, here: &Here, _: &i64) -> String {
        format!("/plan/{}", here.key)
    }
}

fn task(
    campaign: &CampaignRow,
    review: &ReviewRow,
    pack: &Pack,
    template: &TaskTemplate,
    owner: PersonId,
) -> Result<TaskAbout, Failure> {
    let line = |text: &str| Line::parse(text).map_err(|error| Failure::Fault(error.to_string()));
    let clause = template.clause.as_ref().and_then(|code| pack.clause(code));
    let why =
        clause.map_or_else(|| pack.title.in_language(pack.language).to_owned(), |clause| pack.cite(clause));
    Ok(TaskAbout {
        campaign: campaign.id,
        review: Some(review.id),
        owner,
        stage: template.stage,
        matter: line(template.title.in_language(pack.language))?,
        why: line(&why)?,
        link: campaign::page_of(template.stage, review),
        about: format!("pack:{}:{}:{owner}", review.id, template.code),
        due: calendar::home()?
            .add_working_days(campaign.opens, template.due_working_days.into())
            .min(campaign.closes),
    })
}
