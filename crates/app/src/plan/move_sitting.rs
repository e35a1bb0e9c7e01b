//! What has its time already, and a planned sitting that moves to another day or took place.

use base::Failure;
use base::db::find;
use base::unit::Unit;
use domain::common::Line;
use domain::common::id::{CampaignId, PersonId, SittingId};
use domain::plan::{self as rules, Booked, SittingState, Stretch};
use jiff::civil::Date;

use super::calendar;
use super::store::{self, SittingRow};
use crate::campaign::store::CampaignRow;

/// What a sitting needs for itself.
pub(super) struct Wanted<'a> {
    /// Its room.
    pub room: &'a Line,
    /// Its chair.
    pub chair: PersonId,
    /// The sitting itself, when it is planned already.
    pub except: Option<SittingId>,
}

/// The sittings and the regular work of a campaign, as a new sitting would meet them.
pub(super) async fn booked(
    unit: &mut Unit,
    campaign: CampaignId,
    wanted: &Wanted<'_>,
) -> Result<Vec<Booked>, Failure> {
    let sittings = store::sittings_of(unit, campaign).await?;
    let regular = store::regular_of(unit, campaign).await?;
    let room = wanted.room.as_str().to_lowercase();
    let others = sittings.into_iter().filter(|s| wanted.except != Some(s.id));
    let planned = others.filter(|s| s.state == SittingState::Planned).map(|s| Booked {
        when: Stretch { day: s.day, starts: s.starts, ends: s.ends },
        same_room: s.room.as_str().to_lowercase() == room,
        same_chair: s.chair_id == wanted.chair,
        is_regular: false,
        title: s.title.to_string(),
    });
    let work = regular.into_iter().map(|r| Booked {
        when: Stretch { day: r.day, starts: r.starts, ends: r.ends },
        same_room: false,
        same_chair: r.person_id.is_none_or(|person| person == wanted.chair),
        is_regular: true,
        title: r.title.to_string(),
    });
    Ok(planned.chain(work).collect())
}

/// A planned sitting on another day, by the rules that planned it: to be committed together with the rows of the
/// stage that moves it.
///
/// # Errors
/// As the planning of a sitting: a clash, a day outside the campaign, a day off.
pub async fn moved(
    unit: &mut Unit,
    sitting: SittingId,
    day: Date,
    room: &Line,
) -> Result<SittingRow, Failure> {
    let sitting: SittingRow = unit.need(sitting).await?;
    let campaign: CampaignRow = unit.need(sitting.campaign_id).await?;
    let wanted = Wanted { room, chair: sitting.chair_id, except: Some(sitting.id) };
    let added = rules::add_sitting(&rules::AddSitting {
        when: Stretch { day, starts: sitting.starts, ends: sitting.ends },
        opens: campaign.opens,
        closes: campaign.closes,
        is_working_day: calendar::home()?.is_working_day(day),
        booked: booked(unit, campaign.id, &wanted).await?,
    })?;
    Ok(SittingRow { day: added.when.day, room: room.clone(), ..sitting })
}

/// A planned sitting that took place, to be committed together with the rows of the stage that held it.
///
/// # Errors
/// What the database says.
pub async fn held(unit: &mut Unit, sitting: Option<SittingId>) -> Result<Option<SittingRow>, Failure> {
    let Some(sitting) = sitting else { return Ok(None) };
    let found: Option<SittingRow> = find(unit, sitting).await?;
    Ok(found.map(|row| SittingRow { state: SittingState::Held, ..row }))
}
