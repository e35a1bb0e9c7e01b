//! Adding a unit under the unit at hand.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, form};
use domain::common::Line;
use domain::common::id::UnitId;
use domain::organisation::{self as rules, LinkKind};
use jiff::civil::Date;

use super::store::{self, LinkRow, UnitRow};

form! {
    /// A unit to be added under the unit at hand.
    pub struct AddUnit = "organisation.add_unit" {
        /// Its code.
        code: one line Line,
        /// Its name.
        name: one line Line,
        /// What kind of unit it is.
        kind: one line Line,
        /// Its first day.
        valid_from: one date Date,
    }
}

impl Act for AddUnit {
    type Outcome = UnitId;

    async fn run(&self, unit: &mut Unit) -> Result<UnitId, Failure> {
        let above: UnitRow = unit.need(unit.unit_id()?).await?;
        let is_code_taken = store::is_unit_code_taken(unit, &self.code).await?;
        let added = rules::add_unit(&rules::AddUnit {
            from: self.valid_from,
            is_code_taken,
            parent_from: above.valid_from,
            parent_to: above.valid_to,
        })?;
        let id: UnitId = unit.name();
        let row = UnitRow {
            id,
            code: self.code.to_string(),
            name: self.name.clone(),
            kind: self.kind.clone(),
            valid_from: added.from,
            valid_to: None,
            version: 0,
        };
        let link = LinkRow {
            id: unit.name(),
            child_id: id,
            parent_id: above.id,
            kind: LinkKind::BelongsTo,
            valid_from: added.from,
            valid_to: None,
            version: 0,
        };
        unit.commit("organisation.unit_added", (row, link), vec![]).await?;
        Ok(id)
    }

    fn landing(&self, here: &Here, added: &UnitId) -> String {
        format!("/organisation/{}#{added}", here.key)
    }
}
