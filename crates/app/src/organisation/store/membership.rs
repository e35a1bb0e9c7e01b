//! One person's seat in a body.

use base::entity;
use domain::common::Line;
use domain::common::id::{BodyId, MembershipId, PersonId};
use domain::organisation::BodyRank;
use jiff::civil::Date;

entity! {
    /// A dated, ordered seat in a body.
    pub struct MembershipRow = "organisation_membership" {
        /// Its key.
        id: MembershipId,
        /// The body.
        body_id: BodyId,
        /// The person.
        person_id: PersonId,
        /// The post.
        post: Line,
        /// Head, deputy or member.
        rank: BodyRank,
        /// The place in the order of the body.
        place: i64,
        /// The first day.
        valid_from: Date,
        /// The last day.
        valid_to: Option<Date>,
    }
}
