//! Moving an opinion that was placed, with the reason kept in the lineage.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, form};
use domain::common::id::{OpinionId, PointId};
use domain::common::{Line, Reason, Stage};
use domain::synthesis::Disposition;
use domain::synthesis::move_opinion::{Lying, MoveFacts, move_opinion};

use super::placing::{Goes, about, about_point, contents, opinion_here, round_for};
use super::store::{self, LineageRow, PlacementRow, PointRow};
use crate::opinion::store::{OpinionRow, TraceRow, trace_row};

form! {
    /// An opinion that goes elsewhere.
    pub struct MoveOpinion = "synthesis.move_opinion" {
        /// The opinion.
        opinion: one hidden OpinionId,
        /// The version of its placement on the page.
        version: one hidden i64,
        /// Where it goes.
        disposition: one pick Disposition,
        /// The point, when it goes into one.
        point: maybe pick PointId,
        /// To whom it is forwarded.
        forwarded_to: maybe line Line,
        /// Why it is moved.
        reason: one prose Reason,
    }
}

impl Act for MoveOpinion {
    type Outcome = OpinionId;

    async fn run(&self, unit: &mut Unit) -> Result<OpinionId, Failure> {
        let opinion = opinion_here(unit, self.opinion).await?;
        let point = self.point(unit).await?;
        let goes = Goes {
            disposition: self.disposition,
            point: point.as_ref(),
            forwarded_to: self.forwarded_to.clone(),
            reason: Some(self.reason.clone()),
        };
        let (placement, lineage, trace) = moved(unit, &opinion, &goes, &self.reason).await?;
        let placement = PlacementRow { version: self.version, ..placement };
        unit.commit("synthesis.opinion_moved", (placement, lineage, trace), vec![]).await?;
        Ok(opinion.id)
    }

    fn landing(&self, here: &Here, moved: &OpinionId) -> String {
        format!("/synthesis/{}/opinion/{moved}", here.key)
    }
}

impl MoveOpinion {
    /// The point that is named, when the opinion is to go into one.
    async fn point(&self, unit: &mut Unit) -> Result<Option<PointRow>, Failure> {
        let review = unit.review()?;
        match (self.disposition, self.point) {
            (Disposition::InPoint, None) => Err(Failure::field("point", "base-field-empty")),
            (Disposition::InPoint, Some(point)) => store::point_in(unit, review, point).await.map(Some),
            _ => Ok(None),
        }
    }
}

/// Moves an opinion: decides, and gives the rows.
pub(super) async fn moved(
    unit: &mut Unit,
    opinion: &OpinionRow,
    goes: &Goes<'_>,
    reason: &Reason,
) -> Result<(PlacementRow, LineageRow, TraceRow), Failure> {
    let placement = store::placement_of(unit, opinion.id).await?;
    let round = round_for(unit, opinion.review_id, (opinion.id, opinion.round)).await?;
    let contents = contents(unit).await?;
    let codes: Vec<&str> = contents.iter().map(String::as_str).collect();
    let to = Lying { disposition: goes.disposition, point: goes.point.map(|point| point.id) };
    let from = placement.as_ref().map(|row| Lying { disposition: row.disposition, point: row.point_id });
    let disposed = move_opinion(&MoveFacts {
        from,
        to,
        opinion: about(opinion),
        point: goes.point.map(about_point),
        scope: goes.scope(round, &opinion.content, &codes),
    })?;
    let placement = placement.ok_or(Failure::Missing)?;
    let (person, at) = (unit.person()?, unit.at());
    let lineage = LineageRow {
        id: unit.name(),
        campaign_id: opinion.campaign_id,
        opinion_id: opinion.id,
        from_point: placement.point_id,
        to_point: to.point,
        reason: reason.clone(),
        moved_by: person,
        moved_at: at,
        version: 0,
    };
    let (what, named) = goes.told("moved-");
    let trace = trace_row(unit, opinion, Stage::Synthesis, &what, named);
    let placement = PlacementRow {
        disposition: disposed.disposition,
        point_id: to.point,
        // What a point holds needs no reason; why it came there stands in the lineage.
        reason: goes.reason.clone().filter(|_| to.point.is_none()),
        forwarded_to: goes.forwarded_to.clone(),
        placed_by: person,
        placed_at: at,
        ..placement
    };
    Ok((placement, lineage, trace))
}
