//! Giving somebody a task.

use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use base::{Failure, form};
use domain::common::id::{ClauseId, PersonId, ReviewId, TaskId};
use domain::common::{Line, Stage};
use domain::directive::FollowUpKind;
use domain::plan as rules;
use jiff::civil::Date;

use super::store::{self, Adds, TaskAbout};
use crate::campaign::page_of;
use crate::campaign::store::{CampaignRow, ReviewRow};
use crate::directive::store::{self as directive, CitedClause};
use crate::organisation::store as organisation;

form! {
    /// A task to be given.
    pub struct AddTask = "plan.add_task" {
        /// What must be done.
        matter: one line Line,
        /// The clause that asks for it, when it is kept here.
        clause: maybe pick ClauseId,
        /// The paper and clause that ask for it, in words; the clause alone is enough.
        why: maybe line Line,
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
        let link = self.link(unit, &campaign).await?;
        let added = rules::add_task(&rules::AddTask {
            due: self.due,
            opens: campaign.opens,
            closes: campaign.closes,
        })?;
        let clause = self.asked_by(unit, &campaign).await?;
        let why = self.why.clone().or(clause.as_ref().and_then(|cited| Line::parse(&cited.cite()).ok()));
        let why = why.ok_or_else(|| Failure::field("why", "base-field-empty"))?;
        let task = TaskAbout {
            campaign: campaign.id,
            review: self.review,
            owner: self.owner,
            stage: self.stage,
            matter: self.matter.clone(),
            why,
            link,
            about: String::new(),
            due: added.due,
        }
        .row(unit);
        let led_to = match clause {
            Some(cited) => {
                let page = format!("/plan/{}#{}", campaign.id, task.id);
                let kind = FollowUpKind::Task;
                Some(directive::follow_up_row(unit, cited.clause.id, kind, self.matter.clone(), page)?)
            }
            None => None,
        };
        let standing = match self.review {
            Some(review) => store::planned(unit, review, Adds::Tasks).await?,
            None => None,
        };
        let notice = Notice::new(self.owner, "notice-plan-task", "/").arg("matter", &self.matter);
        Ok(unit.commit("plan.task_added", (task, led_to, standing), vec![notice]).await?.0.id)
    }

    fn landing(&self, here: &Here, added: &TaskId) -> String {
        format!("/plan/{}#{added}", here.key)
    }
}

impl AddTask {
    /// A page that the owner may open: the stage's, where they work; their first page says all there is to know.
    async fn link(&self, unit: &mut Unit, campaign: &CampaignRow) -> Result<String, Failure> {
        let (at, link) = match self.review {
            Some(review) => {
                let review: ReviewRow = unit.need(review).await?;
                super::same_campaign(review.campaign_id, campaign.id)?;
                (review.unit_id, page_of(self.stage, &review))
            }
            None => (campaign.unit_id, format!("/plan/{}", campaign.id)),
        };
        let today = unit.today();
        let works_there = organisation::works_at(unit, at, self.owner, today).await?;
        Ok(if works_there { link } else { "/".to_owned() })
    }

    /// The clause that asks for the task; one that does not bind the campaign's unit is not there.
    async fn asked_by(
        &self,
        unit: &mut Unit,
        campaign: &CampaignRow,
    ) -> Result<Option<CitedClause>, Failure> {
        match self.clause {
            Some(clause) => {
                let cited = directive::clause_at(unit, campaign.unit_id, clause).await?;
                cited.map(Some).ok_or(Failure::Missing)
            }
            None => Ok(None),
        }
    }
}
