//! One dated link between two units.

use base::entity;
use domain::common::id::UnitId;
use domain::organisation::LinkKind;
use jiff::civil::Date;
use uuid::Uuid;

entity! {
    /// How a unit hangs on another.
    pub struct LinkRow = "organisation_link" {
        /// Its key.
        id: Uuid,
        /// The unit that hangs.
        child_id: UnitId,
        /// The unit it hangs on.
        parent_id: UnitId,
        /// How.
        kind: LinkKind,
        /// The first day.
        valid_from: Date,
        /// The last day.
        valid_to: Option<Date>,
    }
}
