//! Saying that two opinions which were offered as alike are not.

use base::house::Here;
use base::unit::{Unit, Working};
use base::web::Act;
use base::{Failure, form};
use domain::common::id::OpinionId;

use super::placing::opinion_here;
use super::store::{self, UnlikeRow};

form! {
    /// Two opinions that are not alike.
    pub struct RefuseLikeness = "synthesis.refuse_likeness" {
        /// The opinion at hand.
        opinion: one hidden OpinionId,
        /// The one that was offered beside it.
        other: one hidden OpinionId,
    }
}

impl Act for RefuseLikeness {
    /// The number of the opinion at hand.
    type Outcome = i64;

    async fn run(&self, unit: &mut Unit) -> Result<i64, Failure> {
        let opinion = opinion_here(unit, self.opinion).await?;
        let other = opinion_here(unit, self.other).await?;
        if opinion.id == other.id {
            return Err(Failure::field("other", "base-field-not-listed"));
        }
        let (one_id, other_id) = (opinion.id.min(other.id), opinion.id.max(other.id));
        let known = store::unlike_of(unit, (one_id, other_id)).await?;
        if known.is_none() {
            let row = UnlikeRow {
                id: unit.name(),
                campaign_id: opinion.campaign_id,
                review_id: opinion.review_id,
                one_id,
                other_id,
                said_by: unit.person()?,
                version: 0,
            };
            unit.keep(Working(row)).await?;
        }
        Ok(opinion.number)
    }

    fn landing(&self, here: &Here, number: &i64) -> String {
        format!("/synthesis/{}?opinion={number}#like", here.key)
    }
}
