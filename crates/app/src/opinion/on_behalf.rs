//! What the secretariat states when it enters a letter for somebody: whose it is, when it came, what was promised.

use base::Failure;
use base::unit::Unit;
use domain::common::id::InvitationId;
use domain::opinion::Visibility;
use jiff::civil::Date;

use super::incoming::body_of;
use super::promise;
use super::store::InvitationRow;
use crate::campaign::{packs, same_review};

/// The invitation that the letter answers.
pub(super) async fn invitation_of(unit: &mut Unit, id: InvitationId) -> Result<InvitationRow, Failure> {
    let review = unit.review()?;
    let invitation: InvitationRow = unit.need(id).await?;
    same_review(invitation.review_id, review)?;
    Ok(invitation)
}

/// The day a letter was received: none that has not come.
pub(super) fn received(unit: &Unit, day: Date) -> Result<Date, Failure> {
    if unit.today() < day { Err(Failure::field("received", "opinion-received-ahead")) } else { Ok(day) }
}

/// The promise under which letters on paper are asked for: in the language of the campaign's papers.
pub(super) async fn promise_of(unit: &mut Unit, visibility: Visibility) -> Result<String, Failure> {
    let campaign = unit.campaign()?;
    let pack = packs::of_campaign(unit, campaign).await?;
    Ok(promise::text(promise::lang_of(&pack), visibility, &body_of(unit)?))
}
