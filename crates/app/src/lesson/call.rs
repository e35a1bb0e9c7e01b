//! Calling a lesson conference: the heads of all bodies that reviewed themselves.

use base::Failure;
use base::db::find;
use base::form;
use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use domain::common::id::{ConferenceId, PersonId, SittingId};
use domain::common::pack::Pack;
use domain::common::{Line, Role};
use domain::conference::call::{self as rules, Days};
use domain::conference::{Capacity, ConferenceKind};
use domain::plan::SittingKind;
use jiff::civil::Date;

use super::store;
use crate::campaign::packs;
use crate::campaign::store::CampaignRow;
use crate::conference::acting::{self, in_words_of};
use crate::conference::call::{Called, NewItem, commit};
use crate::conference::store::is_sitting_free;
use crate::organisation::store as organisation;
use crate::plan::store::SittingRow;

form! {
    /// A lesson conference to be called over the units of a campaign.
    pub struct CallLesson = "lesson.call" {
        /// The sitting that was planned, when there is one.
        sitting: maybe hidden SittingId,
        /// What it is called.
        title: one line Line,
        /// Its day.
        day: one date Date,
        /// Where.
        room: one line Line,
        /// Who leads it.
        chair: one pick PersonId,
        /// Who keeps the minutes.
        secretary: one pick PersonId,
    }
}

/// What every lesson conference deals with, as messages.
const AGENDA: [&str; 3] = ["lesson-item-report", "lesson-item-contributions", "lesson-item-requirements"];

impl Act for CallLesson {
    type Outcome = ConferenceId;
    const LIMIT_MS: u64 = 2_000;

    async fn run(&self, unit: &mut Unit) -> Result<ConferenceId, Failure> {
        let campaign: CampaignRow = unit.need(unit.campaign()?).await?;
        let pack = packs::of_campaign(unit, campaign.id).await?;
        self.led_by_its_people(unit, &campaign).await?;
        let heads = store::heads_of(unit, campaign.id, self.day).await?;
        rules::call(&rules::CallConference {
            day: self.day,
            days: Days { opens: campaign.opens, closes: campaign.closes, today: unit.today() },
            is_sitting_free: self.sitting_is_free(unit, &campaign).await?,
            n_voters: heads.len(),
            subjects: &[],
            n_other_items: AGENDA.len(),
        })?;
        let called = Called {
            kind: ConferenceKind::Lesson,
            campaign: &campaign,
            review: None,
            sitting: self.sitting,
            title: &self.title,
            day: self.day,
            room: &self.room,
            chair: self.chair,
            secretary: self.secretary,
        };
        let people = heads.into_iter().map(|person| (person, Capacity::Member)).collect();
        let session = called.session(unit, people, agenda(&pack)?);
        let tasks = called.tasks(unit, &pack, session.conference.id)?;
        commit(unit, session, tasks, None).await
    }

    fn landing(&self, here: &Here, called: &ConferenceId) -> String {
        acting::address(here, *called)
    }
}

impl CallLesson {
    async fn led_by_its_people(&self, unit: &mut Unit, campaign: &CampaignRow) -> Result<(), Failure> {
        let (day, asked) = (self.day.max(unit.today()), "base-field-not-listed");
        if !organisation::holders_at(unit, campaign.unit_id, Role::Chair, day).await?.contains(&self.chair) {
            return Err(Failure::field("chair", asked));
        }
        let secretaries = organisation::holders_at(unit, campaign.unit_id, Role::Secretary, day).await?;
        if !secretaries.contains(&self.secretary) {
            return Err(Failure::field("secretary", asked));
        }
        Ok(())
    }

    async fn sitting_is_free(&self, unit: &mut Unit, campaign: &CampaignRow) -> Result<bool, Failure> {
        let Some(sitting) = self.sitting else { return Ok(true) };
        let sitting: SittingRow = find(unit, sitting).await?.ok_or(Failure::Missing)?;
        if sitting.campaign_id != campaign.id || sitting.kind != SittingKind::Lesson {
            return Err(Failure::Missing);
        }
        Ok(is_sitting_free(unit, &sitting).await?)
    }
}

fn agenda(pack: &Pack) -> Result<Vec<NewItem>, Failure> {
    let item = |key: &&str| {
        Ok(NewItem { title: in_words_of(pack, key, &[])?, subject: None, follows_collective: false })
    };
    AGENDA.iter().map(item).collect()
}
