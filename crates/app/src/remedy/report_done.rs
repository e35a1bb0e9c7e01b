//! Reporting one's commitment as done: another is asked to accept it.

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::{Act, Upload};
use domain::common::id::CommitmentId;
use domain::common::{Prose, Role, Stage};
use domain::remedy::StepKind;
use domain::remedy::report as rules;

use super::making;
use super::store::{self, CommitmentRow};
use crate::campaign::packs;
use crate::opinion::store::FileRow;
use crate::organisation::store as organisation;
use crate::plan::calendar;
use crate::plan::store::{TaskAbout, TaskRow};

form! {
    /// A commitment that is done.
    pub struct ReportDone = "remedy.report_done" {
        /// The commitment.
        commitment: one hidden CommitmentId,
        /// What was done, and what shows it.
        proof: maybe prose Prose,
        /// The file that shows it.
        file: maybe file Upload,
    }
}

impl Act for ReportDone {
    type Outcome = CommitmentId;

    async fn run(&self, unit: &mut Unit) -> Result<CommitmentId, Failure> {
        let (commitment, doing) = store::done_by(unit, self.commitment).await?;
        let shown = store::shown(unit, commitment.id).await?;
        let brought = u32::from(self.proof.is_some()) + u32::from(self.file.is_some());
        let reported =
            rules::report_done(&doing, shown.n_open_milestones, shown.n_milestone_proofs + brought)?;
        let campaign = commitment.campaign_id;
        let file = self.file.as_ref().map(|file| FileRow::of(unit, campaign, file)).transpose()?;
        let shown_by = (self.proof.clone(), file.as_ref().map(|file| file.id));
        let step = making::step(unit, &commitment, StepKind::Reported, shown_by)?;
        let (tasks, notices) = asked(unit, &commitment).await?;
        let row = CommitmentRow { state: reported.state, reported_at: Some(unit.at()), ..commitment };
        Ok(unit.commit("remedy.reported", (file, row, step, tasks), notices).await?.1.id)
    }

    fn landing(&self, _: &Here, reported: &CommitmentId) -> String {
        making::mine(*reported)
    }
}

/// Who accepts is asked: the chair, or the superior when the chair is the doer or there is none.
async fn asked(unit: &mut Unit, row: &CommitmentRow) -> Result<(Vec<TaskRow>, Vec<Notice>), Failure> {
    let today = unit.today();
    let mut people = organisation::nearest_holders_for(unit, row.review_id, Role::Chair, today).await?;
    people.retain(|person| *person != row.doer_id);
    if people.is_empty() {
        people = organisation::nearest_holders_for(unit, row.review_id, Role::Superior, today).await?;
        people.retain(|person| *person != row.doer_id);
    }
    let pack = packs::of_campaign(unit, row.campaign_id).await?;
    let days = pack.parameters.explanation_working_days.value;
    let due = calendar::home()?.add_working_days(today, days.into());
    let (matter, why) = (making::line_of(&row.matter)?, making::why(unit, row.campaign_id).await?);
    let link = format!("/remedy/{}/commitment/{}", row.review_id, row.id);
    let task = |owner| {
        let task = TaskAbout {
            campaign: row.campaign_id,
            review: Some(row.review_id),
            owner,
            stage: Stage::Remedy,
            matter: matter.clone(),
            why: why.clone(),
            link: link.clone(),
            about: making::about_accepting(row.id),
            due,
        };
        task.row(unit)
    };
    let tasks = people.iter().map(|person| task(*person)).collect();
    let notice = |person: &domain::common::id::PersonId| {
        Notice::new(*person, "notice-remedy-reported", link.clone()).arg("matter", &matter)
    };
    Ok((tasks, people.iter().map(notice).collect()))
}
