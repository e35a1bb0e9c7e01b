//! One collective of a unit.

use base::entity;
use domain::common::Line;
use domain::common::id::{BodyId, UnitId};
use jiff::civil::Date;

entity! {
    /// A collective of a unit.
    pub struct BodyRow = "organisation_body" {
        /// Its key.
        id: BodyId,
        /// Its unit.
        unit_id: UnitId,
        /// Its code.
        code: String,
        /// Its name.
        name: Line,
        /// What kind of body it is.
        kind: Line,
        /// Its first day.
        valid_from: Date,
        /// Its last day.
        valid_to: Option<Date>,
    }
}
