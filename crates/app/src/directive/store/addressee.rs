//! The table `directive_addressee`: a unit that a paper binds, and whether it acknowledged.

use base::entity;
use domain::common::id::{DocumentId, PersonId, UnitId};
use domain::directive::AcknowledgementState;
use jiff::Timestamp;
use uuid::Uuid;

entity! {
    /// A unit that a paper binds, and whether it acknowledged.
    pub struct AddresseeRow = "directive_addressee" {
        /// Its key.
        id: Uuid,
        /// The paper.
        document_id: DocumentId,
        /// The unit that is bound.
        unit_id: UnitId,
        /// Whether it has acknowledged.
        state: AcknowledgementState,
        /// Who acknowledged for it.
        acknowledged_by: Option<PersonId>,
        /// When.
        acknowledged_at: Option<Timestamp>,
    }
}
