//! Saying which opinions of a point say the opposite of the others: minority views, which stay visible with their count.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, FieldError, form};
use domain::common::id::{OpinionId, PointId};
use domain::synthesis::RoundState;
use domain::synthesis::minority::{DissentFacts, mark_dissent};

use super::placing::opinion_here;
use super::store::{self, DissentRow};

form! {
    /// The opinions of a point that go against it; those that are not named do not.
    pub struct MarkDissent = "synthesis.mark_dissent" {
        /// The point.
        point: one hidden PointId,
        /// The opinions.
        opinions: many checks OpinionId,
    }
}

impl Act for MarkDissent {
    type Outcome = PointId;
    const LIMIT_MS: u64 = 2_000;

    async fn run(&self, unit: &mut Unit) -> Result<PointId, Failure> {
        let review = unit.review()?;
        let point = store::point_in(unit, review, self.point).await?;
        let held = store::opinions_of_point(unit, point.id).await?;
        let open: Vec<OpinionId> = held.iter().filter(|one| one.is_open).map(|one| one.id).collect();
        let settled = held.iter().filter(|one| one.is_dissent && !one.is_open).count();
        mark_dissent(DissentFacts {
            round: if open.is_empty() { RoundState::Closed } else { RoundState::Open },
            n_dissenting: settled + self.opinions.len(),
            n_held: held.len(),
        })?;
        if !self.opinions.iter().all(|one| open.contains(one)) {
            return Err(Failure::Malformed(vec![FieldError::new("opinions", "base-field-not-listed")]));
        }
        let before = store::dissents_of(unit, point.id).await?;
        let mut rows = Vec::new();
        for opinion_id in open {
            let stands = self.opinions.contains(&opinion_id);
            let known = before.iter().find(|row| row.opinion_id == opinion_id);
            if known.map_or(!stands, |row| row.stands == stands) {
                continue;
            }
            opinion_here(unit, opinion_id).await?;
            rows.push(DissentRow {
                id: known.map_or_else(|| unit.name(), |row| row.id),
                campaign_id: point.campaign_id,
                review_id: review,
                point_id: point.id,
                opinion_id,
                stands,
                said_by: unit.person()?,
                said_at: unit.at(),
                version: known.map_or(0, |row| row.version),
            });
        }
        if rows.is_empty() {
            return Ok(point.id);
        }
        unit.commit("synthesis.dissent_marked", rows, vec![]).await?;
        Ok(point.id)
    }

    fn landing(&self, here: &Here, point: &PointId) -> String {
        format!("/synthesis/{}/point/{point}", here.key)
    }
}
