//! An erasure that was asked for is refused: the words stay, and the reason is kept.

use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use base::{Failure, form};
use domain::common::Reason;
use domain::opinion::{ErasureState, erasure as rules};
use uuid::Uuid;

use super::store::ErasureRow;
use crate::campaign::same_review;

form! {
    /// Words that stay.
    pub struct KeepText = "opinion.keep_text" {
        /// The erasure that was asked for.
        erasure: one hidden Uuid,
        /// Why the words stay.
        answer: one prose Reason,
    }
}

impl Act for KeepText {
    type Outcome = Uuid;

    async fn run(&self, unit: &mut Unit) -> Result<Uuid, Failure> {
        let (review, person) = (unit.review()?, unit.person()?);
        let erasure: ErasureRow = unit.need(self.erasure).await?;
        same_review(erasure.review_id, review)?;
        rules::decide(erasure.state, erasure.asked_by == person)?;
        let link = format!("/opinion/{review}/erasures");
        let told = Notice::new(erasure.asked_by, "notice-opinion-erasure-refused", link);
        let erasure = ErasureRow {
            state: ErasureState::Refused,
            decided_by: Some(person),
            decided_at: Some(unit.at()),
            answer: Some(self.answer.clone()),
            ..erasure
        };
        Ok(unit.commit("opinion.erasure_refused", erasure, vec![told]).await?.id)
    }

    fn landing(&self, here: &Here, _: &Uuid) -> String {
        format!("/opinion/{}/erasures", here.key)
    }
}
