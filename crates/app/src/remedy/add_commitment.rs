//! Giving one commitment to the remedy of a decided shortcoming: a second doer, or what the shortcoming left open.

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use domain::common::id::{CommitmentId, PersonId, ShortcomingId};
use domain::common::{Prose, Stage};
use domain::remedy::commit as rules;
use jiff::civil::Date;

use super::making::{self, Promised};
use super::store;
use crate::campaign::same_review;
use crate::campaign::store as campaign;
use crate::conclusion::store::{ConclusionRow, ShortcomingRow};
use crate::synthesis::store as synthesis;

form! {
    /// A commitment to a remedy.
    pub struct AddCommitment = "remedy.add_commitment" {
        /// The shortcoming.
        shortcoming: one pick ShortcomingId,
        /// Who does it.
        doer: one pick PersonId,
        /// What will be done.
        matter: one prose Prose,
        /// How one sees that it is done.
        measure: one line Prose,
        /// By when.
        deadline: one date Date,
    }
}

impl Act for AddCommitment {
    type Outcome = CommitmentId;

    async fn run(&self, unit: &mut Unit) -> Result<CommitmentId, Failure> {
        let review = unit.review()?;
        let shortcoming: ShortcomingRow = unit.need(self.shortcoming).await?;
        same_review(shortcoming.review_id, review)?;
        let conclusion: ConclusionRow = unit.need(shortcoming.conclusion_id).await?;
        rules::commit(&rules::Commit {
            conclusion: Some(conclusion.state),
            deadline: self.deadline,
            today: unit.today(),
        })?;
        let promised = Promised {
            doer: self.doer,
            matter: self.matter.clone(),
            measure: self.measure.clone(),
            deadline: self.deadline,
        };
        let number = store::next_number(unit, review).await?;
        let made = making::made(unit, number, promised, Some(&shortcoming)).await?;
        let traces = match shortcoming.point_id {
            Some(point) => {
                let what = (Stage::Remedy, "trace-remedy-committed");
                synthesis::trace_point(unit, point, what, Some(made.task.matter.clone())).await?
            }
            None => Vec::new(),
        };
        let (done, total) = store::progress(unit, review).await?;
        let standing = campaign::stand(unit, review, Stage::Remedy, done, total + 1).await?;
        let rows = (made.commitment, made.step, made.task, traces, standing);
        Ok(unit.commit("remedy.committed", rows, vec![made.notice]).await?.0.id)
    }

    fn landing(&self, here: &Here, added: &CommitmentId) -> String {
        format!("/remedy/{}/commitment/{added}", here.key)
    }
}
