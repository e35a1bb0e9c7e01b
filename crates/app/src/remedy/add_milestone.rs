//! Setting a milestone on the way to one's own remedy.

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use domain::common::Line;
use domain::common::id::{CommitmentId, MilestoneId};
use domain::remedy::MilestoneState;
use domain::remedy::commit as rules;
use jiff::civil::Date;

use super::making;
use super::store::{self, MilestoneRow};

form! {
    /// A milestone.
    pub struct AddMilestone = "remedy.add_milestone" {
        /// The commitment.
        commitment: one hidden CommitmentId,
        /// What is to be seen.
        title: one line Line,
        /// By when.
        due: one date Date,
    }
}

impl Act for AddMilestone {
    type Outcome = MilestoneId;

    async fn run(&self, unit: &mut Unit) -> Result<MilestoneId, Failure> {
        let (commitment, doing) = store::done_by(unit, self.commitment).await?;
        let due = rules::set_milestone(&doing, (self.due, commitment.deadline), unit.today())?;
        let row = MilestoneRow {
            id: unit.name(),
            campaign_id: commitment.campaign_id,
            commitment_id: commitment.id,
            place: store::next_place(unit, commitment.id).await?,
            title: self.title.clone(),
            due,
            state: MilestoneState::Ahead,
            proof: None,
            file_id: None,
            reported_at: None,
            version: 0,
        };
        Ok(unit.commit("remedy.milestone_set", row, vec![]).await?.id)
    }

    fn landing(&self, _: &Here, added: &MilestoneId) -> String {
        format!("{}#{added}", making::mine(self.commitment))
    }
}
