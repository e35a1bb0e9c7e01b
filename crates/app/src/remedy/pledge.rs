//! Committing to something of one's own for the year.

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use domain::common::id::CommitmentId;
use domain::common::{Prose, Stage};
use domain::remedy::commit as rules;
use jiff::civil::Date;

use super::making::{self, Promised};
use super::store;
use crate::campaign::store as campaign;

form! {
    /// One's own commitment.
    pub struct Pledge = "remedy.pledge" {
        /// What will be done.
        matter: one prose Prose,
        /// How one sees that it is done.
        measure: one line Prose,
        /// By when.
        deadline: one date Date,
    }
}

impl Act for Pledge {
    type Outcome = CommitmentId;

    async fn run(&self, unit: &mut Unit) -> Result<CommitmentId, Failure> {
        let review = unit.review()?;
        rules::commit(&rules::Commit { conclusion: None, deadline: self.deadline, today: unit.today() })?;
        let promised = Promised {
            doer: unit.person()?,
            matter: self.matter.clone(),
            measure: self.measure.clone(),
            deadline: self.deadline,
        };
        let number = store::next_number(unit, review).await?;
        let made = making::made(unit, number, promised, None).await?;
        let (done, total) = store::progress(unit, review).await?;
        let standing = campaign::stand(unit, review, Stage::Remedy, done, total + 1).await?;
        let rows = (made.commitment, made.step, made.task, standing);
        Ok(unit.commit("remedy.pledged", rows, vec![]).await?.0.id)
    }

    fn landing(&self, _: &Here, pledged: &CommitmentId) -> String {
        making::mine(*pledged)
    }
}
