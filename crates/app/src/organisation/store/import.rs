//! A file that waits to be loaded, after its cells were checked. Working data: it leaves no leaf.

use base::entity;
use base::unit::WorkingRow;
use domain::common::id::{PersonId, UnitId};
use jiff::Timestamp;
use uuid::Uuid;

entity! {
    /// A checked file.
    pub struct ImportRow = "organisation_import" {
        /// Its key.
        id: Uuid,
        /// The unit below which it is loaded; none for the whole house.
        unit_id: Option<UnitId>,
        /// Who sent it.
        person_id: PersonId,
        /// The name of the file.
        file_name: String,
        /// The digest of its bytes.
        sha256: String,
        /// Whether nobody may lead two bodies.
        one_head: bool,
        /// When it was sent.
        at: Timestamp,
    }
}

impl WorkingRow for ImportRow {}
