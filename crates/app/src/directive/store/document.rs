//! The table `directive_document`: a paper that binds.

use base::entity;
use domain::common::Line;
use domain::common::id::{DocumentId, UnitId};
use jiff::civil::Date;

entity! {
    /// A paper that binds.
    pub struct DocumentRow = "directive_document" {
        /// Its key.
        id: DocumentId,
        /// The unit that keeps it.
        unit_id: UnitId,
        /// Its number, as `31-KH/TU`.
        number: Line,
        /// What kind of paper it is.
        kind: Line,
        /// Who issued it.
        issuer: Line,
        /// The level of the issuer.
        level: Line,
        /// The day of issue.
        issued: Date,
        /// What it is about.
        title: Line,
    }
}
