//! Placing several opinions that wait into one point.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, form};
use domain::campaign::StandingState;
use domain::common::id::{OpinionId, PointId};

use super::placing::{Desk, Goes, opinion_here};
use super::store;

form! {
    /// Opinions and the point they belong to.
    pub struct PlaceTogether = "synthesis.place_together" {
        /// The opinions.
        opinions: many checks OpinionId,
        /// The point.
        point: one pick PointId,
    }
}

impl Act for PlaceTogether {
    /// How many were placed.
    type Outcome = i64;
    const LIMIT_MS: u64 = 2_000;

    async fn run(&self, unit: &mut Unit) -> Result<i64, Failure> {
        let desk = Desk::open(unit).await?;
        let point = desk.point(unit, self.point).await?;
        let (mut placements, mut traces) = (Vec::new(), Vec::new());
        for id in &self.opinions {
            let opinion = opinion_here(unit, *id).await?;
            let (placement, trace) = desk.place(unit, &opinion, &Goes::into_point(&point)).await?;
            placements.push(placement);
            traces.push(trace);
        }
        let count = i64::try_from(placements.len()).unwrap_or(i64::MAX);
        let standing = store::standing(unit, point.review_id, count, StandingState::Running).await?;
        unit.commit("synthesis.opinions_placed", (placements, traces, standing), vec![]).await?;
        Ok(count)
    }

    fn landing(&self, here: &Here, _: &i64) -> String {
        format!("/synthesis/{}#queue", here.key)
    }
}
