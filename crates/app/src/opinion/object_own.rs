//! “I was misunderstood”, said by a contributor who signed in.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, form};
use domain::common::Reason;
use domain::common::id::OpinionId;
use uuid::Uuid;

use super::object::raise;
use super::store::{self, OpinionRow};

form! {
    /// What was misunderstood.
    pub struct ObjectOwn = "opinion.object_own" {
        /// The opinion.
        opinion: one hidden OpinionId,
        /// What was meant.
        text: one prose Reason,
    }
}

impl Act for ObjectOwn {
    type Outcome = Uuid;

    async fn run(&self, unit: &mut Unit) -> Result<Uuid, Failure> {
        let (review, person) = (unit.review()?, unit.person()?);
        let letter = store::letter_of_person(unit, review, person).await?.ok_or(Failure::Missing)?;
        let opinion: OpinionRow = unit.need(self.opinion).await?;
        let own = Some(opinion).filter(|opinion| opinion.letter_id == Some(letter.id));
        raise(unit, own.ok_or(Failure::Missing)?, &self.text).await
    }

    fn landing(&self, here: &Here, _: &Uuid) -> String {
        format!("/opinion/{}/write", here.key)
    }
}
