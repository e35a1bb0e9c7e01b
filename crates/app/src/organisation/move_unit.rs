//! A unit below the unit at hand comes under another, from a day on.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, form};
use domain::common::id::UnitId;
use domain::organisation::{self as rules, LinkKind};
use jiff::civil::Date;

use super::store::{self, LinkRow, UnitRow};

form! {
    /// A unit that is to move.
    pub struct MoveUnit = "organisation.move_unit" {
        /// The unit.
        child: one pick UnitId,
        /// The unit that it comes under.
        parent: one pick UnitId,
        /// The first day there.
        from: one date Date,
    }
}

impl Act for MoveUnit {
    type Outcome = UnitId;

    async fn run(&self, unit: &mut Unit) -> Result<UnitId, Failure> {
        let (top, today) = (unit.unit_id()?, unit.today());
        let below = store::subtree(unit, top, today).await?;
        let known = |id: UnitId| below.iter().find(|(row, _)| row.id == id).map(|(row, _)| row.clone());
        let child: UnitRow = known(self.child).filter(|row| row.id != top).ok_or(Failure::Missing)?;
        let parent: UnitRow = known(self.parent).ok_or(Failure::Missing)?;
        let path = store::path_to_root(unit, parent.id, self.from).await?;
        let link = store::link_above(unit, child.id, self.from).await?.ok_or(Failure::Missing)?;
        let moved = rules::move_unit(&rules::MoveUnit {
            from: self.from,
            unit: (child.valid_from, child.valid_to),
            parent: (parent.valid_from, parent.valid_to),
            since: link.valid_from,
            is_there: link.parent_id == parent.id,
            is_below_itself: path.contains(&child.id),
        })?;
        let next = LinkRow {
            id: unit.name(),
            child_id: child.id,
            parent_id: parent.id,
            kind: LinkKind::BelongsTo,
            valid_from: moved.from,
            valid_to: link.valid_to,
            version: 0,
        };
        let ended = LinkRow { valid_to: Some(moved.last_day_before), ..link };
        unit.commit("organisation.unit_moved", (ended, next), vec![]).await?;
        Ok(child.id)
    }

    fn landing(&self, here: &Here, moved: &UnitId) -> String {
        format!("/organisation/{}#{moved}", here.key)
    }
}
