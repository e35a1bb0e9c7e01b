//! Giving a report back with the reason, to be done again.

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use domain::common::Prose;
use domain::common::id::CommitmentId;
use domain::remedy::StepKind;
use domain::remedy::accept as rules;

use super::making;
use super::store::{self, CommitmentRow};
use crate::plan::store::finish_about;

form! {
    /// A report to be given back.
    pub struct GiveBack = "remedy.give_back" {
        /// The commitment.
        commitment: one hidden CommitmentId,
        /// Why.
        reason: one prose Prose,
    }
}

impl Act for GiveBack {
    type Outcome = CommitmentId;

    async fn run(&self, unit: &mut Unit) -> Result<CommitmentId, Failure> {
        let commitment = store::commitment_in(unit, self.commitment).await?;
        let back = rules::give_back(commitment.state, &[commitment.doer_id], unit.person()?)?;
        let step = making::step(unit, &commitment, StepKind::Returned, (Some(self.reason.clone()), None))?;
        let about = making::about_accepting(commitment.id);
        let tasks = finish_about(unit, &about, Some(self.reason.clone())).await?;
        let notice = Notice::new(commitment.doer_id, "notice-remedy-returned", making::mine(commitment.id))
            .arg("matter", making::line_of(&commitment.matter)?);
        let row = CommitmentRow { state: back.state, reported_at: None, ..commitment };
        Ok(unit.commit("remedy.returned", (row, step, tasks), vec![notice]).await?.0.id)
    }

    fn landing(&self, here: &Here, back: &CommitmentId) -> String {
        format!("/remedy/{}/commitment/{back}", here.key)
    }
}
