//! Adjudication: what differs between two coders is decided by a third, and carried out at the desk in the same step.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, form};
use domain::campaign::StandingState;
use domain::common::Reason;
use domain::common::id::{DoubleId, OpinionId, PersonId, PointId, SubjectId};
use domain::opinion::OpinionKind;
use domain::synthesis::decide_difference::{DecideFacts, decide_difference};

use super::carried_out::CarriedOut;
use super::placing::opinion_here;
use super::store::{self, AdjudicationRow, DoubleRow, RoundRow, Said};
use crate::campaign::packs;

form! {
    /// What is decided about an opinion on which two coders part.
    pub struct DecideDifference = "synthesis.decide_difference" {
        /// The double coding.
        double: one hidden DoubleId,
        /// The opinion.
        opinion: one hidden OpinionId,
        /// The version of the decision on the page; 0 where there is none yet.
        version: one hidden i64,
        /// Whom it is about.
        subject: maybe pick SubjectId,
        /// The content under review, or outside.
        content: one pick String,
        /// What it says.
        kind: one pick OpinionKind,
        /// The point it goes into; it stays where it is when none is named.
        point: maybe pick PointId,
        /// Why.
        reason: one prose Reason,
    }
}

impl Act for DecideDifference {
    type Outcome = OpinionId;
    const LIMIT_MS: u64 = 2_000;

    async fn run(&self, unit: &mut Unit) -> Result<OpinionId, Failure> {
        let (review, person) = (unit.review()?, unit.person()?);
        let double = store::double_in(unit, review, self.double).await?;
        let opinion = opinion_here(unit, self.opinion).await?;
        let before = store::adjudication_of(unit, double.id, opinion.id).await?;
        self.decide(unit, (&double, person), before.is_some()).await?;
        let said = Said { subject: self.subject, content: self.content.clone(), kind: self.kind };
        let carried = CarriedOut::of(unit, opinion, (&said, self.point), &self.reason).await?;
        let lies = store::placement_of(unit, self.opinion).await?.and_then(|row| row.point_id);
        let row = AdjudicationRow {
            id: before.as_ref().map_or_else(|| unit.name(), |row| row.id),
            campaign_id: double.campaign_id,
            review_id: review,
            double_id: double.id,
            opinion_id: self.opinion,
            subject_id: self.subject,
            content: self.content.clone(),
            kind: self.kind,
            point_id: self.point.or(lies),
            reason: self.reason.clone(),
            decided_by: person,
            decided_at: unit.at(),
            version: self.version,
        };
        // A decision that somebody else has made meanwhile is shown first.
        if before.is_some_and(|before| before.version != self.version) {
            return Err(Failure::Stale);
        }
        let n_placed = i64::from(carried.placed.is_some());
        let standing = store::standing(unit, review, n_placed, StandingState::Running).await?;
        let rows = (row, carried.rows(), standing);
        unit.commit("synthesis.difference_decided", rows, vec![]).await?;
        Ok(self.opinion)
    }

    fn landing(&self, here: &Here, _: &OpinionId) -> String {
        format!("/synthesis/{}/differences/{}", here.key, self.double)
    }
}

impl DecideDifference {
    async fn decide(
        &self,
        unit: &mut Unit,
        (double, decider): (&DoubleRow, PersonId),
        is_decided: bool,
    ) -> Result<(), Failure> {
        let round: RoundRow = unit.need(double.round_id).await?;
        let coders: Vec<PersonId> =
            store::coders_of(unit, double.id).await?.into_iter().map(|row| row.person_id).collect();
        let pack = packs::of_campaign(unit, double.campaign_id).await?;
        let lines = store::twice_of(unit, double.id).await?;
        let line = lines.iter().find(|line| line.opinion == self.opinion);
        decide_difference(&DecideFacts {
            state: double.state,
            round: round.state,
            decider,
            coders: &coders,
            decider_apart: pack.parameters.decider_apart.value,
            n_partings: line.map_or(0, |line| line.partings.len()),
            n_decided: usize::from(is_decided),
        })?;
        Ok(())
    }
}
