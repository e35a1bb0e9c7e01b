//! Giving somebody a task.

use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use base::{Failure, form};
use domain::common::id::{PersonId, ReviewId, TaskId};
use domain::common::{Line, Stage};
use domain::plan as rules;
use jiff::civil::Date;

use super::store::TaskAbout;
use crate::campaign::store::{CampaignRow, ReviewRow};

form! {
    /// A task to be given.
    pub struct AddTask = "plan.add_task" {
        /// What must be done.
        matter: one line Line,
        /// The paper and clause that ask for it.
        why: one line Line,
        /// Who must do it.
        owner: one pick PersonId,
        /// The review it is of, when it is of one.
        review: maybe pick ReviewId,
        /// The stage it belongs to.
        stage: one pick Stage,
        /// By when.
        due: one date Date,
    }
}

impl Act for AddTask {
    type Outcome = TaskId;

    async fn run(&self, unit: &mut Unit) -> Result<TaskId, Failure> {
        let campaign: CampaignRow = unit.need(unit.campaign()?).await?;
        if let Some(review) = self.review {
            let review: ReviewRow = unit.need(review).await?;
            super::same_campaign(review.campaign_id, campaign.id)?;
        }
        let added = rules::add_task(&rules::AddTask {
            due: self.due,
            opens: campaign.opens,
            closes: campaign.closes,
        })?;
        let link = match self.review {
            Some(review) => format!("/{}/{review}", self.stage),
            None => format!("/plan/{}", campaign.id),
        };
        let task = TaskAbout {
            campaign: campaign.id,
            review: self.review,
            owner: self.owner,
            stage: self.stage,
            matter: self.matter.clone(),
            why: self.why.clone(),
            link,
            about: String::new(),
            due: added.due,
        }
        .row(unit);
        let notice = Notice::new(self.owner, "notice-plan-task", "/").arg("matter", &self.matter);
        Ok(unit.commit("plan.task_added", task, vec![notice]).await?.id)
    }

    fn landing(&self, here: &Here, added: &TaskId) -> String {
        format!("/plan/{}#{added}", here.key)
    }
}
