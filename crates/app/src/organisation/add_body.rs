//! Adding a body to the unit at hand.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, form};
use domain::common::Line;
use domain::common::id::BodyId;
use domain::organisation as rules;
use jiff::civil::Date;

use super::store::{self, BodyRow, UnitRow};

form! {
    /// A body to be added to the unit at hand.
    pub struct AddBody = "organisation.add_body" {
        /// Its code.
        code: one line Line,
        /// Its name.
        name: one line Line,
        /// What kind of body it is.
        kind: one line Line,
        /// Its first day.
        valid_from: one date Date,
    }
}

impl Act for AddBody {
    type Outcome = BodyId;

    async fn run(&self, unit: &mut Unit) -> Result<BodyId, Failure> {
        let above: UnitRow = unit.need(unit.unit_id()?).await?;
        rules::add_body(&rules::AddBody {
            days: (self.valid_from, above.valid_to),
            unit: (above.valid_from, above.valid_to),
            is_code_taken: store::is_body_code_taken(unit, &self.code).await?,
        })?;
        let row = BodyRow {
            id: unit.name(),
            unit_id: above.id,
            code: self.code.to_string(),
            name: self.name.clone(),
            kind: self.kind.clone(),
            valid_from: self.valid_from,
            valid_to: above.valid_to,
            version: 0,
        };
        Ok(unit.commit("organisation.body_added", row, vec![]).await?.id)
    }

    fn landing(&self, here: &Here, added: &BodyId) -> String {
        format!("/organisation/{}/body/{added}", here.key)
    }
}
