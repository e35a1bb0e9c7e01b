//! One unit of the tree.

use base::entity;
use domain::common::Line;
use domain::common::id::UnitId;
use jiff::civil::Date;

entity! {
    /// A unit.
    pub struct UnitRow = "organisation_unit" {
        /// Its key.
        id: UnitId,
        /// Its code, as in the import.
        code: String,
        /// Its name.
        name: Line,
        /// What kind of unit it is.
        kind: Line,
        /// Its first day.
        valid_from: Date,
        /// Its last day.
        valid_to: Option<Date>,
    }
}
