//! A gate that refused an act holds up its stage: the board shows what stands in the way until the stage moves on.

use base::Failure;
use base::unit::{Unit, UseCase};
use domain::campaign as rules;
use domain::common::id::ReviewId;
use domain::common::refusal::Refusal;
use domain::common::{Gate, Prose, Stage};
use serde::{Deserialize, Serialize};

use super::store::{StandingRow, standing_of};

/// The refusal that holds a stage up, as its standing keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockedBy {
    /// The word of the refusal.
    pub code: String,
    /// The gate.
    pub gate: Gate,
    /// The figures and names that its sentences mention.
    pub args: Vec<(String, String)>,
}

impl BlockedBy {
    /// What a standing keeps; none when it keeps none, or it cannot be read.
    pub fn of(row: &StandingRow) -> Option<Self> {
        row.blocked_by.as_ref().and_then(|text| serde_json::from_str(text.as_str()).ok())
    }
}

/// A stage of a review that a gate holds up.
pub struct BlockStage {
    review: ReviewId,
    stage: Stage,
    by: BlockedBy,
}

impl BlockStage {
    /// The stage of an act that was refused; none when no gate refused it or no stage of the line is held up.
    pub fn by(review: ReviewId, act: &str, refusal: &Refusal) -> Option<Self> {
        let stage = Stage::parse(act.split('.').next().unwrap_or(""))?;
        let gate = refusal.gate.filter(|gate| rules::holds_up(*gate))?;
        let args = refusal.args.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        Some(BlockStage { review, stage, by: BlockedBy { code: refusal.code.to_owned(), gate, args } })
    }
}

impl UseCase for BlockStage {
    type Outcome = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), Failure> {
        let Some(row) = standing_of(unit, self.review, self.stage).await? else { return Ok(()) };
        let Some(state) = rules::block(Some(self.by.gate), row.state) else { return Ok(()) };
        let text = Prose::parse(&serde_json::to_string(&self.by)?);
        let text = text.map_err(|error| Failure::Fault(error.to_string()))?;
        // Who tries again and again adds nothing to the book.
        if row.state == state && row.blocked_by.as_ref() == Some(&text) {
            return Ok(());
        }
        let at = unit.at();
        let row = StandingRow { state, blocked_by: Some(text), changed_at: at, ..row };
        unit.commit("campaign.stage_blocked", row, vec![]).await?;
        Ok(())
    }
}
