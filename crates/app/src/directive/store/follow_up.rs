//! The table `directive_follow_up`: what a clause led to.

use base::unit::Unit;
use base::{Failure, entity};
use domain::common::Line;
use domain::common::id::{ClauseId, FollowUpId, UnitId};
use domain::directive::FollowUpKind;
use jiff::Timestamp;

entity! {
    /// What a clause led to.
    pub struct FollowUpRow = "directive_follow_up" {
        /// Its key.
        id: FollowUpId,
        /// The clause.
        clause_id: ClauseId,
        /// Where it led to something.
        unit_id: UnitId,
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

/// What a clause led to, where the act happens: to be committed together with the rows of the act. `what` is shown
/// with the clause to everyone who reads the paper at that unit, above or below it; `link` is the page of the thing.
///
/// # Errors
/// [`Failure::Missing`] when the act happens at no unit.
pub fn follow_up_row(
    unit: &Unit,
    clause: ClauseId,
    kind: FollowUpKind,
    what: Line,
    link: String,
) -> Result<FollowUpRow, Failure> {
    Ok(FollowUpRow {
        id: unit.name(),
        clause_id: clause,
        unit_id: unit.unit_id()?,
        kind,
        what,
        link,
        at: unit.at(),
        version: 0,
    })
}
