//! Opening a round of synthesis: the first before the conference, the second after the individuals.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, form};
use domain::campaign::StandingState;
use domain::common::id::RoundId;
use domain::synthesis::RoundState;
use domain::synthesis::open_round as rules;

use super::store::{self, RoundRow};

form! {
    /// A round to be opened.
    pub struct OpenRound = "synthesis.open_round" {}
}

impl Act for OpenRound {
    type Outcome = RoundId;

    async fn run(&self, unit: &mut Unit) -> Result<RoundId, Failure> {
        let review = unit.review()?;
        let states: Vec<RoundState> =
            store::rounds_of(unit, review).await?.into_iter().map(|round| round.state).collect();
        let opened = rules::open_round(&states)?;
        let round = RoundRow {
            id: unit.name(),
            campaign_id: unit.campaign()?,
            review_id: review,
            kind: opened.kind,
            number: opened.number,
            state: RoundState::Open,
            opened_at: unit.at(),
            closed_by: None,
            closed_at: None,
            received: 0,
            version: 0,
        };
        let standing = store::standing(unit, review, 0, StandingState::Running).await?;
        Ok(unit.commit("synthesis.round_opened", (round, standing), vec![]).await?.0.id)
    }

    fn landing(&self, here: &Here, _: &RoundId) -> String {
        format!("/synthesis/{}", here.key)
    }
}
