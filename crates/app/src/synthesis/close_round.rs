//! Signing a round off: received equals placed, and no paragraph was passed over.

use std::collections::BTreeMap;

use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use base::{Failure, form};
use domain::campaign::StandingState;
use domain::common::Role;
use domain::common::id::RoundId;
use domain::synthesis::RoundState;
use domain::synthesis::close_round::{RoundFacts, close_round};

use super::store::{self, RoundRow};
use crate::campaign::{packs, same_review};
use crate::opinion::store::{self as opinion, turn_intake};
use crate::organisation::store as organisation;

/// Who goes on with the points.
const TOLD: &[Role] = &[Role::Verifier, Role::Chair, Role::Organiser];

form! {
    /// A round to be signed off.
    pub struct CloseRound = "synthesis.close_round" {
        /// The round.
        round: one hidden RoundId,
    }
}

impl Act for CloseRound {
    type Outcome = RoundId;
    /// What two coders have said of a thousand opinions is laid side by side.
    const LIMIT_MS: u64 = 2_000;

    async fn run(&self, unit: &mut Unit) -> Result<RoundId, Failure> {
        let review = unit.review()?;
        let round: RoundRow = unit.need(self.round).await?;
        same_review(round.review_id, review)?;
        let counter = store::counter_of(unit, review, round.number).await?;
        let (unreasoned, uncovered) = store::gaps_of(unit, review, (round.id, round.number)).await?;
        let objections = opinion::open_objections_until(unit, review, round.number).await?;
        let went = store::dispositions_of(unit, round.id).await?;
        let dispositions: BTreeMap<_, _> =
            went.into_iter().map(|(where_to, n)| (where_to, number(n))).collect();
        let (running, open) = store::left_open(unit, round.id).await?;
        let pack = packs::of_campaign(unit, round.campaign_id).await?;
        let closed = close_round(&RoundFacts {
            state: round.state,
            n_received: number(counter.received),
            dispositions,
            n_not_brought_without_reason: number(unreasoned),
            n_uncovered_paragraphs: number(uncovered),
            n_running_codings: u32::try_from(running).unwrap_or(u32::MAX),
            n_open_differences: u32::try_from(open).unwrap_or(u32::MAX),
            differences_decided: pack.parameters.differences_decided.value,
            n_open_objections: number(objections),
        })?;
        let turned = turn_intake(unit, review, round.number).await?;
        let standing = store::standing(unit, review, 0, StandingState::Done).await?;
        let notices = notices(unit, &round).await?;
        let round = RoundRow {
            state: RoundState::Closed,
            closed_by: Some(unit.person()?),
            closed_at: Some(unit.at()),
            received: closed.n_received.into(),
            ..round
        };
        let rows = (round, turned, standing);
        Ok(unit.commit("synthesis.round_closed", rows, notices).await?.0.id)
    }

    fn landing(&self, here: &Here, _: &RoundId) -> String {
        format!("/synthesis/{}", here.key)
    }
}

fn number(count: i64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

async fn notices(unit: &mut Unit, round: &RoundRow) -> Result<Vec<Notice>, Failure> {
    let (review, today) = (round.review_id, unit.today());
    let body = unit.here()?.unit_name.clone();
    let mut people = Vec::new();
    for role in TOLD {
        people.extend(organisation::nearest_holders_for(unit, review, *role, today).await?);
    }
    people.sort_unstable();
    people.dedup();
    let notice = |person| {
        Notice::new(person, "notice-synthesis-closed", format!("/synthesis/{review}"))
            .arg("round", round.number)
            .arg("body", &body)
    };
    Ok(people.into_iter().map(notice).collect())
}
