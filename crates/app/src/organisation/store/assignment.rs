//! One role that a person holds.

use base::entity;
use domain::common::Role;
use domain::common::id::{PersonId, ReviewId, RoleAssignmentId, UnitId};
use jiff::civil::Date;

entity! {
    /// A role held for a unit, for one review, or for the whole site.
    pub struct AssignmentRow = "organisation_assignment" {
        /// Its key.
        id: RoleAssignmentId,
        /// Who holds it.
        person_id: PersonId,
        /// The role.
        role: Role,
        /// The unit, with all below it.
        unit_id: Option<UnitId>,
        /// The one review.
        review_id: Option<ReviewId>,
        /// The first day.
        valid_from: Date,
        /// The last day.
        valid_to: Option<Date>,
    }
}
