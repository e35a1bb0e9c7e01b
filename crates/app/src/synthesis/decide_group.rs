//! Adjudication of a whole group: every opinion that somebody has ticked is decided as one coder has it, and goes into one
//! point, in one step.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, form};
use domain::campaign::StandingState;
use domain::common::Reason;
use domain::common::id::{DoubleId, OpinionId, PersonId, PointId};
use domain::synthesis::decide_difference::DecideFacts;
use domain::synthesis::decide_group::{GroupDecided, Member, decide_group};
use uuid::Uuid;

use super::carried_out::{CarriedOut, Rows};
use super::placing::{about_point, opinion_here};
use super::store::{
    self, AdjudicationRow, DoubleRow, GroupDecidedRow, GroupDecisionRow, PointRow, RoundRow, TwiceLine,
};
use crate::campaign::packs;

form! {
    /// Opinions that one coder put together, and the point into which they go.
    pub struct DecideGroup = "synthesis.decide_group" {
        /// The double coding.
        double: one hidden DoubleId,
        /// Which of the two coders: 1 or 2.
        coder: one hidden i64,
        /// The number of the coder's group.
        group: one hidden i64,
        /// The point.
        point: one hidden PointId,
        /// The opinions.
        opinions: many checks OpinionId,
        /// Why.
        reason: one prose Reason,
    }
}

/// Everything that one opinion of the group leaves behind.
type OfOne = (AdjudicationRow, GroupDecidedRow, Rows);

impl Act for DecideGroup {
    type Outcome = Uuid;
    const LIMIT_MS: u64 = 10_000;

    async fn run(&self, unit: &mut Unit) -> Result<Uuid, Failure> {
        if self.opinions.is_empty() {
            return Err(Failure::field("opinions", "base-field-empty"));
        }
        let review = unit.review()?;
        let double = store::double_in(unit, review, self.double).await?;
        let coders = store::coders_of(unit, double.id).await?;
        let coder = coders.iter().find(|row| row.place == self.coder).ok_or(Failure::Missing)?.person_id;
        let point = store::point_in(unit, review, self.point).await?;
        let lines = self.lines(unit, &double).await?;
        let people: Vec<PersonId> = coders.iter().map(|row| row.person_id).collect();
        let decided = self.decide(unit, (&double, &people), (&lines, &point)).await?;
        let decision = GroupDecisionRow {
            id: unit.name(),
            campaign_id: double.campaign_id,
            review_id: review,
            double_id: double.id,
            coder_id: coder,
            group_number: decided.group,
            point_id: point.id,
            reason: self.reason.clone(),
            decided_by: unit.person()?,
            decided_at: unit.at(),
            taken_back_by: None,
            taken_back_at: None,
            taken_back_reason: None,
            version: 0,
        };
        let mut of_each: Vec<OfOne> = Vec::new();
        for line in &lines {
            of_each.push(self.one(unit, &decision, line).await?);
        }
        let n_placed = of_each.iter().filter(|(_, _, (_, placed, _))| placed.is_some()).count();
        let n_placed = i64::try_from(n_placed).unwrap_or(i64::MAX);
        let standing = store::standing(unit, review, n_placed, StandingState::Running).await?;
        Ok(unit.commit("synthesis.group_decided", (decision, of_each, standing), vec![]).await?.0.id)
    }

    fn landing(&self, here: &Here, _: &Uuid) -> String {
        format!("/synthesis/{}/differences/{}#groups", here.key, self.double)
    }
}

impl DecideGroup {
    /// The opinions that were ticked, as both have coded them.
    async fn lines(&self, unit: &mut Unit, double: &DoubleRow) -> Result<Vec<TwiceLine>, Failure> {
        let all = store::twice_of(unit, double.id).await?;
        let ticked: Vec<TwiceLine> =
            all.into_iter().filter(|line| self.opinions.contains(&line.opinion)).collect();
        Ok(ticked)
    }

    async fn decide(
        &self,
        unit: &mut Unit,
        (double, coders): (&DoubleRow, &[PersonId]),
        (lines, point): (&[TwiceLine], &PointRow),
    ) -> Result<GroupDecided, Failure> {
        let round: RoundRow = unit.need(double.round_id).await?;
        let pack = packs::of_campaign(unit, double.campaign_id).await?;
        let members: Vec<Member<'_>> = lines.iter().filter_map(|line| member(line, self.coder)).collect();
        let facts = DecideFacts {
            state: double.state,
            round: round.state,
            decider: unit.person()?,
            coders,
            decider_apart: pack.parameters.decider_apart.value,
            n_partings: 0,
            n_decided: 0,
        };
        Ok(decide_group(&facts, &members, about_point(point))?)
    }

    /// What deciding one opinion as the coder has it writes.
    async fn one(
        &self,
        unit: &mut Unit,
        decision: &GroupDecisionRow,
        line: &TwiceLine,
    ) -> Result<OfOne, Failure> {
        let opinion = opinion_here(unit, line.opinion).await?;
        let said = said_by(line, self.coder).ok_or(Failure::Missing)?.clone();
        // One that was taken back before is decided anew in its own row.
        let before = store::adjudication_of(unit, decision.double_id, line.opinion).await?;
        let version = before.as_ref().map_or(0, |row| row.version);
        let row = AdjudicationRow {
            id: before.as_ref().map_or_else(|| unit.name(), |row| row.id),
            campaign_id: decision.campaign_id,
            review_id: decision.review_id,
            double_id: decision.double_id,
            opinion_id: line.opinion,
            subject_id: said.subject,
            content: said.content.clone(),
            kind: said.kind,
            point_id: Some(decision.point_id),
            reason: decision.reason.clone(),
            decided_by: decision.decided_by,
            decided_at: decision.decided_at,
            version,
        };
        let stood = GroupDecidedRow {
            id: unit.name(),
            campaign_id: decision.campaign_id,
            decision_id: decision.id,
            opinion_id: line.opinion,
            subject_id: line.desk.subject,
            content: line.desk.content.clone(),
            kind: line.desk.kind,
            point_id: line.point.map(|(point, _)| point),
            decided_version: version + 1,
            version: 0,
        };
        let carried =
            CarriedOut::of(unit, opinion, (&said, Some(decision.point_id)), &decision.reason).await?;
        Ok((row, stood, carried.rows()))
    }
}

/// What one of the two says of an opinion.
pub(super) fn said_by(line: &TwiceLine, coder: i64) -> Option<&store::Said> {
    at(coder).and_then(|at| line.said.get(at))
}

/// An opinion as a member of the group into which one of the two put it.
pub(super) fn member(line: &TwiceLine, coder: i64) -> Option<Member<'_>> {
    Some(Member {
        group: *line.groups.get(at(coder)?)?,
        partings: &line.partings,
        is_decided: line.decided_at.is_some(),
        is_aside: line.is_aside,
        about: said_by(line, coder)?.about(),
    })
}

fn at(coder: i64) -> Option<usize> {
    usize::try_from(coder).ok()?.checked_sub(1)
}
