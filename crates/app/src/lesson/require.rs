//! What the chair of a lesson conference requires, and of which units.

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use domain::common::id::{ConferenceId, UnitId};
use domain::common::{Prose, Stage};
use domain::lesson::RequirementState;
use domain::lesson::require as rules;
use jiff::civil::Date;

use super::store::{self, RequirementAddresseeRow, RequirementRow};
use crate::conference::acting::{self, Step, number};
use crate::organisation::store as organisation;

form! {
    /// A requirement of the chair.
    pub struct Require = "lesson.require" {
        /// The conference.
        conference: one hidden ConferenceId,
        /// What is required.
        text: one prose Prose,
        /// The stage it is about.
        stage: one pick Stage,
        /// By when.
        deadline: one date Date,
        /// Of whom.
        units: many checks UnitId,
        /// Whether it stays as advice where one plans.
        is_lasting: flag check bool,
    }
}

impl Act for Require {
    type Outcome = Step;
    const LIMIT_MS: u64 = 2_000;

    async fn run(&self, unit: &mut Unit) -> Result<Step, Failure> {
        let session = acting::session(unit, self.conference).await?;
        let (top, today) = (session.conference.unit_id, unit.today());
        let subtree = organisation::subtree(unit, top, today).await?;
        if self.units.iter().any(|id| !subtree.iter().any(|(row, _)| row.id == *id)) {
            return Err(Failure::Missing);
        }
        let mut units = self.units.clone();
        units.sort_unstable();
        units.dedup();
        rules::require(&rules::Require {
            conference: session.conference.state,
            n_addressed: units.len(),
            deadline: self.deadline,
            today,
        })?;
        let before = store::requirements_of(unit, session.conference.id).await?;
        let row = RequirementRow {
            id: unit.name(),
            campaign_id: session.conference.campaign_id,
            conference_id: session.conference.id,
            number: number(before.len()) + 1,
            text: self.text.clone(),
            stage: self.stage,
            deadline: self.deadline,
            is_lasting: self.is_lasting,
            version: 0,
        };
        let addressee = |to: UnitId| RequirementAddresseeRow {
            id: unit.name(),
            campaign_id: row.campaign_id,
            requirement_id: row.id,
            unit_id: to,
            state: RequirementState::Addressed,
            acknowledged_by: None,
            acknowledged_at: None,
            task_id: None,
            version: 0,
        };
        let addressees: Vec<RequirementAddresseeRow> = units.into_iter().map(addressee).collect();
        let (row, _) = unit.commit("lesson.required", (row, addressees), vec![]).await?;
        Ok(Step { conference: row.conference_id, id: row.id.uuid() })
    }

    fn landing(&self, here: &Here, required: &Step) -> String {
        required.address(here)
    }
}
