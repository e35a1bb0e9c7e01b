//! Placing the opinion at hand into a point.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, form};
use domain::campaign::StandingState;
use domain::common::id::{OpinionId, PointId};

use super::placing::{Desk, Goes, landing, opinion_here};
use super::store;

form! {
    /// An opinion and the point it belongs to.
    pub struct PlaceOpinion = "synthesis.place_opinion" {
        /// The opinion.
        opinion: one hidden OpinionId,
        /// The point.
        point: one hidden PointId,
    }
}

impl Act for PlaceOpinion {
    /// The number of the opinion that waits next.
    type Outcome = Option<i64>;

    async fn run(&self, unit: &mut Unit) -> Result<Option<i64>, Failure> {
        let opinion = opinion_here(unit, self.opinion).await?;
        let desk = Desk::open(unit).await?;
        let point = desk.point(unit, self.point).await?;
        let rows = desk.place(unit, &opinion, &Goes::into_point(&point)).await?;
        let standing = store::standing(unit, opinion.review_id, 1, StandingState::Running).await?;
        unit.commit("synthesis.opinion_placed", (rows, standing), vec![]).await?;
        desk.next(unit, opinion.number).await
    }

    fn landing(&self, here: &Here, next: &Option<i64>) -> String {
        landing(&here.key, *next)
    }
}
