//! The table `directive_follow_up`: what a clause led to.

use base::entity;
use domain::common::Line;
use domain::common::id::{ClauseId, FollowUpId};
use domain::directive::FollowUpKind;
use jiff::Timestamp;

entity! {
    /// What a clause led to.
    pub struct FollowUpRow = "directive_follow_up" {
        /// Its key.
        id: FollowUpId,
        /// The clause.
        clause_id: ClauseId,
        /// What kind of thing it led to.
        kind: FollowUpKind,
        /// The thing, in words.
        what: Line,
        /// The page of the thing.
        link: String,
        /// When it was noted.
        at: Timestamp,
    }
}
