//! Taking something out of the supplement before the report is completed.

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use domain::conclusion::supplement::{self as rules, SupplementItem};
use uuid::Uuid;

use super::store::{self, SupplementItemRow};
use crate::campaign::same_review;

form! {
    /// Something to be taken out of the supplement.
    pub struct TakeOutSupplementItem = "conclusion.take_out_supplement_item" {
        /// What is listed.
        item: one hidden Uuid,
    }
}

impl Act for TakeOutSupplementItem {
    type Outcome = Uuid;

    async fn run(&self, unit: &mut Unit) -> Result<Uuid, Failure> {
        let row: SupplementItemRow = unit.need(self.item).await?;
        same_review(row.review_id, unit.review()?)?;
        let is_completed = store::supplement_of(unit, row.review_id).await?.is_some();
        rules::list(&SupplementItem { is_completed, has_source: true })?;
        let row = SupplementItemRow { is_dropped: true, ..row };
        Ok(unit.commit("conclusion.supplement_taken_out", row, vec![]).await?.id)
    }

    fn landing(&self, here: &Here, _: &Uuid) -> String {
        format!("/conclusion/{}/supplement", here.key)
    }
}
