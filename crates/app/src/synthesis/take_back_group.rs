//! Taking a decision on a whole group back: what it decided is open again, and lies and is classified as before, unless
//! somebody has gone on with it since.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, form};
use domain::campaign::StandingState;
use domain::common::Reason;
use domain::common::id::{DoubleId, PersonId};
use domain::synthesis::decide_group::{TakeBackFacts, goes_back, take_back_group};
use uuid::Uuid;

use super::carried_out::{CarriedOut, Rows};
use super::placing::opinion_here;
use super::store::{self, GroupDecidedRow, GroupDecisionRow, RoundRow, Said};
use crate::campaign::packs;

form! {
    /// A decision on a group to be taken back.
    pub struct TakeBackGroup = "synthesis.take_back_group" {
        /// The double coding.
        double: one hidden DoubleId,
        /// The decision.
        decision: one hidden Uuid,
        /// Why.
        reason: one prose Reason,
    }
}

impl Act for TakeBackGroup {
    type Outcome = Uuid;
    const LIMIT_MS: u64 = 10_000;

    async fn run(&self, unit: &mut Unit) -> Result<Uuid, Failure> {
        let decision: GroupDecisionRow = unit.need(self.decision).await?;
        if (decision.review_id, decision.double_id) != (unit.review()?, self.double) {
            return Err(Failure::Missing);
        }
        self.decide(unit, &decision).await?;
        let mut carried = Vec::new();
        for stood in store::decided_with(unit, decision.id).await? {
            carried.extend(self.back(unit, &decision, &stood).await?);
        }
        let review = decision.review_id;
        let row = GroupDecisionRow {
            taken_back_by: Some(unit.person()?),
            taken_back_at: Some(unit.at()),
            taken_back_reason: Some(self.reason.clone()),
            ..decision
        };
        let standing = store::standing(unit, review, 0, StandingState::Running).await?;
        Ok(unit.commit("synthesis.group_taken_back", (row, carried, standing), vec![]).await?.0.id)
    }

    fn landing(&self, here: &Here, _: &Uuid) -> String {
        format!("/synthesis/{}/differences/{}#groups", here.key, self.double)
    }
}

impl TakeBackGroup {
    async fn decide(&self, unit: &mut Unit, decision: &GroupDecisionRow) -> Result<(), Failure> {
        let double = store::double_in(unit, decision.review_id, decision.double_id).await?;
        let round: RoundRow = unit.need(double.round_id).await?;
        let coders = store::coders_of(unit, double.id).await?;
        let coders: Vec<PersonId> = coders.into_iter().map(|row| row.person_id).collect();
        let pack = packs::of_campaign(unit, double.campaign_id).await?;
        take_back_group(&TakeBackFacts {
            round: round.state,
            is_taken_back: decision.taken_back_at.is_some(),
            person: unit.person()?,
            coders: &coders,
            decider_apart: pack.parameters.decider_apart.value,
        })?;
        Ok(())
    }

    /// Brings one opinion back to where it was. One that waited at the desk stays in the point: it was placed, and a
    /// placement never vanishes; it can be moved like any other.
    async fn back(
        &self,
        unit: &mut Unit,
        decision: &GroupDecisionRow,
        stood: &GroupDecidedRow,
    ) -> Result<Option<Rows>, Failure> {
        let decided = store::adjudication_of(unit, decision.double_id, stood.opinion_id).await?;
        let is_decided_since = decided.is_none_or(|row| row.version != stood.decided_version);
        let lies_in = store::placement_of(unit, stood.opinion_id).await?.and_then(|row| row.point_id);
        if !goes_back(lies_in, decision.point_id, is_decided_since) {
            return Ok(None);
        }
        let opinion = opinion_here(unit, stood.opinion_id).await?;
        let said = Said { subject: stood.subject_id, content: stood.content.clone(), kind: stood.kind };
        // What has no place to go back to keeps the words under which it lies in the point.
        let said = if stood.point_id.is_some() { said } else { Said::of(&opinion) };
        let carried = CarriedOut::of(unit, opinion, (&said, stood.point_id), &self.reason).await?;
        Ok(Some(carried.rows()))
    }
}
