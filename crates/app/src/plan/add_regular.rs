//! Declaring regular work that must go on beside the campaign.

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use domain::common::id::{PersonId, RegularCommitmentId};
use domain::common::{Hour, Line};
use domain::plan as rules;
use jiff::civil::Date;

use super::store::RegularCommitmentRow;
use crate::campaign::store::CampaignRow;

form! {
    /// Regular work to be kept free.
    pub struct AddRegular = "plan.add_regular" {
        /// What it is.
        title: one line Line,
        /// The person; none for everyone.
        person: maybe pick PersonId,
        /// The day.
        day: one date Date,
        /// From.
        starts: one line Hour,
        /// To.
        ends: one line Hour,
    }
}

impl Act for AddRegular {
    type Outcome = RegularCommitmentId;

    async fn run(&self, unit: &mut Unit) -> Result<RegularCommitmentId, Failure> {
        let campaign: CampaignRow = unit.need(unit.campaign()?).await?;
        let kept = rules::add_task(&rules::AddTask {
            due: self.day,
            opens: campaign.opens,
            closes: campaign.closes,
        })?;
        let row = RegularCommitmentRow {
            id: unit.name(),
            campaign_id: campaign.id,
            person_id: self.person,
            title: self.title.clone(),
            day: kept.due,
            starts: self.starts,
            ends: self.ends,
            version: 0,
        };
        Ok(unit.commit("plan.regular_added", row, vec![]).await?.id)
    }

    fn landing(&self, here: &Here, _: &RegularCommitmentId) -> String {
        format!("/plan/{}#regular", here.key)
    }
}
