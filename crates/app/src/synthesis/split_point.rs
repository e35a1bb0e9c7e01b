//! Splitting a point in two: the new one remembers where it came from, and some opinions move with their lineage.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, form};
use domain::common::id::{OpinionId, PointId};
use domain::common::{Line, Reason};
use domain::synthesis::split_point as rules;

use super::move_opinion::moved;
use super::placing::{Desk, Goes, opinion_here};
use super::store::{self, PointRow};

form! {
    /// A point to be split.
    pub struct SplitPoint = "synthesis.split_point" {
        /// The point.
        point: one hidden PointId,
        /// What the new point says, in a line.
        title: one line Line,
        /// The opinions that belong to the new point.
        opinions: many checks OpinionId,
        /// Why.
        reason: one prose Reason,
    }
}

impl Act for SplitPoint {
    /// The new point.
    type Outcome = PointId;
    const LIMIT_MS: u64 = 2_000;

    async fn run(&self, unit: &mut Unit) -> Result<PointId, Failure> {
        let desk = Desk::open(unit).await?;
        let old = desk.point(unit, self.point).await?;
        let held = store::placements_of(unit, old.id).await?;
        let is_held = |id: &OpinionId| held.iter().any(|row| row.opinion_id == *id);
        rules::split_point(desk.round.state, self.opinions.len(), held.len())?;
        all_of_it(self.opinions.iter().all(is_held))?;
        let new = PointRow {
            id: unit.name(),
            round_id: desk.round.id,
            number: store::next_point_number(unit, old.review_id).await?,
            title: self.title.clone(),
            split_from: Some(old.id),
            version: 0,
            ..old.clone()
        };
        let (mut placements, mut lineage, mut traces) = (Vec::new(), Vec::new(), Vec::new());
        for id in &self.opinions {
            let opinion = opinion_here(unit, *id).await?;
            let (placement, line, trace) =
                moved(unit, &opinion, &Goes::into_point(&new), &self.reason).await?;
            placements.push(placement);
            lineage.push(line);
            traces.push(trace);
        }
        let rows = (new, placements, lineage, traces);
        Ok(unit.commit("synthesis.point_split", rows, vec![]).await?.0.id)
    }

    fn landing(&self, here: &Here, new: &PointId) -> String {
        format!("/synthesis/{}/point/{new}", here.key)
    }
}

/// An opinion that the point does not hold is not there.
fn all_of_it(are_held: bool) -> Result<(), Failure> {
    if are_held { Ok(()) } else { Err(Failure::Missing) }
}
