//! One person.

use base::entity;
use domain::common::Line;
use domain::common::id::{PersonId, UnitId};

entity! {
    /// A person.
    pub struct PersonRow = "organisation_person" {
        /// Their key.
        id: PersonId,
        /// Their code.
        code: String,
        /// Their name.
        full_name: Line,
        /// The unit where they work; none for somebody who only runs the site.
        unit_id: Option<UnitId>,
        /// The year of birth.
        birth_year: Option<i64>,
        /// Where mail reaches them.
        email: Option<Line>,
    }
}
