//! A unit gets other words, or a last day.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, form};
use domain::common::Line;
use domain::common::id::UnitId;
use domain::organisation as rules;
use jiff::civil::Date;

use super::store::{self, UnitRow};

form! {
    /// The unit at hand, edited.
    pub struct EditUnit = "organisation.edit_unit" {
        /// The version that was read.
        version: one hidden i64,
        /// Its name.
        name: one line Line,
        /// What kind of unit it is.
        kind: one line Line,
        /// Its last day.
        valid_to: maybe date Date,
    }
}

impl Act for EditUnit {
    type Outcome = UnitId;

    async fn run(&self, unit: &mut Unit) -> Result<UnitId, Failure> {
        let row: UnitRow = unit.need(unit.unit_id()?).await?;
        super::same_version(row.version, self.version)?;
        let (n_units, n_bodies) = match self.valid_to {
            Some(last) => store::going_on(unit, row.id, last).await?,
            None => (0, 0),
        };
        rules::edit_unit(&rules::EditUnit { from: row.valid_from, to: self.valid_to, n_units, n_bodies })?;
        let (name, kind) = (self.name.clone(), self.kind.clone());
        let row = UnitRow { name, kind, valid_to: self.valid_to, ..row };
        Ok(unit.commit("organisation.unit_edited", row, vec![]).await?.id)
    }

    fn landing(&self, _: &Here, edited: &UnitId) -> String {
        format!("/organisation/{edited}")
    }
}
