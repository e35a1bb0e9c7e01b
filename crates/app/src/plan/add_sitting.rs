//! Planning a sitting: its day, room and chair, free of clashes.

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use domain::common::id::{PersonId, ReviewId, SittingId};
use domain::common::{Hour, Line};
use domain::plan::{self as rules, SittingKind, SittingState, Stretch};
use jiff::civil::Date;

use super::calendar;
use super::move_sitting::{Wanted, booked};
use super::store::{self, Adds, SittingRow};
use crate::campaign::store::{CampaignRow, ReviewRow};

form! {
    /// A sitting to be planned.
    pub struct AddSitting = "plan.add_sitting" {
        /// What it is for.
        kind: one pick SittingKind,
        /// The review; none for a lesson conference.
        review: maybe pick ReviewId,
        /// What it is called.
        title: one line Line,
        /// The day.
        day: one date Date,
        /// From.
        starts: one line Hour,
        /// To.
        ends: one line Hour,
        /// Where.
        room: one line Line,
        /// Who leads it.
        chair: one pick PersonId,
    }
}

impl Act for AddSitting {
    type Outcome = SittingId;

    async fn run(&self, unit: &mut Unit) -> Result<SittingId, Failure> {
        let campaign: CampaignRow = unit.need(unit.campaign()?).await?;
        if let Some(review) = self.review {
            let review: ReviewRow = unit.need(review).await?;
            super::same_campaign(review.campaign_id, campaign.id)?;
        }
        let added = rules::add_sitting(&rules::AddSitting {
            when: Stretch { day: self.day, starts: self.starts, ends: self.ends },
            opens: campaign.opens,
            closes: campaign.closes,
            is_working_day: calendar::home()?.is_working_day(self.day),
            booked: booked(unit, campaign.id, &Wanted { room: &self.room, chair: self.chair, except: None })
                .await?,
        })?;
        let row = SittingRow {
            id: unit.name(),
            campaign_id: campaign.id,
            review_id: self.review,
            kind: self.kind,
            title: self.title.clone(),
            day: added.when.day,
            starts: added.when.starts,
            ends: added.when.ends,
            room: self.room.clone(),
            chair_id: self.chair,
            state: SittingState::Planned,
            version: 0,
        };
        let notice = Notice::new(self.chair, "notice-plan-sitting", format!("/plan/{}", campaign.id))
            .arg("title", &self.title)
            .arg("day", base::web::day(self.day));
        let standing = match self.review {
            Some(review) => store::planned(unit, review, Adds::Sitting).await?,
            None => None,
        };
        Ok(unit.commit("plan.sitting_added", (row, standing), vec![notice]).await?.0.id)
    }

    fn landing(&self, here: &Here, added: &SittingId) -> String {
        format!("/plan/{}#{added}", here.key)
    }
}
