//! Reporting that a milestone is reached, with what shows it.

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::Unit;
use base::web::{Act, Upload};
use domain::common::Prose;
use domain::common::id::{CommitmentId, MilestoneId};
use domain::remedy::StepKind;
use domain::remedy::report as rules;

use super::making;
use super::store::{self, MilestoneRow};
use crate::opinion::store::FileRow;

form! {
    /// A milestone that is reached.
    pub struct ReachMilestone = "remedy.reach_milestone" {
        /// The commitment.
        commitment: one hidden CommitmentId,
        /// The milestone.
        milestone: one hidden MilestoneId,
        /// What shows it.
        proof: maybe prose Prose,
        /// The file that shows it.
        file: maybe file Upload,
    }
}

impl Act for ReachMilestone {
    type Outcome = MilestoneId;

    async fn run(&self, unit: &mut Unit) -> Result<MilestoneId, Failure> {
        let (commitment, doing) = store::done_by(unit, self.commitment).await?;
        let milestone: MilestoneRow = unit.need(self.milestone).await?;
        if milestone.commitment_id != commitment.id {
            return Err(Failure::Missing);
        }
        let has_proof = self.proof.is_some() || self.file.is_some();
        let reached = rules::reach(&doing, milestone.state, has_proof)?;
        let campaign = commitment.campaign_id;
        let file = self.file.as_ref().map(|file| FileRow::of(unit, campaign, file)).transpose()?;
        let file_id = file.as_ref().map(|file| file.id);
        let said = format!("{}. {}", milestone.title, self.proof.as_ref().map_or("", Prose::as_str));
        let said = Prose::parse(&said).ok();
        let step = making::step(unit, &commitment, StepKind::MilestoneReached, (said, file_id))?;
        let row = MilestoneRow {
            state: reached.state,
            proof: self.proof.clone(),
            file_id,
            reported_at: Some(unit.at()),
            ..milestone
        };
        Ok(unit.commit("remedy.milestone_reached", (file, row, step), vec![]).await?.1.id)
    }

    fn landing(&self, _: &Here, reached: &MilestoneId) -> String {
        format!("{}#{reached}", making::mine(self.commitment))
    }
}
