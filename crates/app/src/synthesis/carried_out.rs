//! What a decision between coders changes at the desk: the opinion is classified and lies where the decision says, by the
//! same rules as for anybody at the desk.

use base::Failure;
use base::unit::Unit;
use domain::common::Reason;
use domain::common::id::PointId;

use super::classify_opinion::classified;
use super::move_opinion::moved;
use super::placing::{Desk, Goes};
use super::store::{self, LineageRow, PlacementRow, Said};
use crate::opinion::store::{OpinionRow, TraceRow};

/// The rows that carrying a decision out writes.
#[derive(Default)]
pub(super) struct CarriedOut {
    pub classified: Option<(OpinionRow, TraceRow)>,
    pub placed: Option<(PlacementRow, TraceRow)>,
    pub moved: Option<(PlacementRow, LineageRow, TraceRow)>,
}

impl CarriedOut {
    /// Classifies an opinion as is said, and brings it into the point; it stays where it lies when none is named.
    pub async fn of(
        unit: &mut Unit,
        opinion: OpinionRow,
        (said, point): (&Said, Option<PointId>),
        reason: &Reason,
    ) -> Result<CarriedOut, Failure> {
        let placement = store::placement_of(unit, opinion.id).await?;
        let lies = placement.as_ref().and_then(|row| row.point_id);
        let goes_elsewhere = point.is_some() && point != lies;
        let mut carried = CarriedOut::default();
        let mut opinion = opinion;
        if *said != Said::of(&opinion) {
            // What goes elsewhere need not fit any more where it lies.
            let stays = placement.as_ref().filter(|_| !goes_elsewhere);
            let (row, trace) = classified(unit, opinion, said, stays).await?;
            opinion = row.clone();
            carried.classified = Some((row, trace));
        }
        let Some(point) = point.filter(|_| goes_elsewhere) else { return Ok(carried) };
        let point = store::point_in(unit, opinion.review_id, point).await?;
        let goes = Goes::into_point(&point);
        match placement {
            None => carried.placed = Some(Desk::open(unit).await?.place(unit, &opinion, &goes).await?),
            Some(_) => carried.moved = Some(moved(unit, &opinion, &goes, reason).await?),
        }
        Ok(carried)
    }

    /// The same rows, as they are written.
    pub fn rows(self) -> Rows {
        (self.classified, self.placed, self.moved)
    }
}

/// As the book takes them.
pub(super) type Rows = (
    Option<(OpinionRow, TraceRow)>,
    Option<(PlacementRow, TraceRow)>,
    Option<(PlacementRow, LineageRow, TraceRow)>,
);
