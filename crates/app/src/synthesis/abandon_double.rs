//! Giving a double coding up that will not be finished, with the reason; what was coded so far is forgotten.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, form};
use domain::common::Reason;
use domain::common::id::DoubleId;
use domain::synthesis::DoubleState;
use domain::synthesis::code_blind::abandon_double;

use super::store::{self, DoubleRow};

form! {
    /// A double coding that is given up.
    pub struct AbandonDouble = "synthesis.abandon_double" {
        /// The double coding.
        double: one hidden DoubleId,
        /// Why.
        reason: one prose Reason,
    }
}

impl Act for AbandonDouble {
    type Outcome = DoubleId;
    const LIMIT_MS: u64 = 2_000;

    async fn run(&self, unit: &mut Unit) -> Result<DoubleId, Failure> {
        let review = unit.review()?;
        let double = store::double_in(unit, review, self.double).await?;
        abandon_double(double.state)?;
        let row = DoubleRow {
            state: DoubleState::Abandoned,
            ended_at: Some(unit.at()),
            reason: Some(self.reason.clone()),
            ..double
        };
        let row = unit.commit("synthesis.double_abandoned", row, vec![]).await?;
        for coder in store::coders_of(unit, row.id).await? {
            for draft in store::drafts_of(unit, row.id, coder.person_id).await? {
                unit.drop_working(&draft).await?;
            }
        }
        Ok(row.id)
    }

    fn landing(&self, here: &Here, _: &DoubleId) -> String {
        format!("/synthesis/{}/double", here.key)
    }
}
