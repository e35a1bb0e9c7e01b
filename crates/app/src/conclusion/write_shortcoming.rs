//! Writing everything that makes a shortcoming concrete.

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use domain::common::id::{CarriedItemId, PersonId, PointId, ShortcomingId};
use domain::common::{Line, Prose};
use domain::conclusion::draft as rules;
use jiff::civil::Date;

use super::store::{self, ShortcomingRow};
use crate::campaign::same_review;
use crate::campaign::store::CarriedItemRow;

form! {
    /// A shortcoming with all its fields.
    pub struct WriteShortcoming = "conclusion.write_shortcoming" {
        /// The shortcoming.
        shortcoming: one hidden ShortcomingId,
        /// The version that the writer had before them.
        seen: one hidden i64,
        /// What it is, in a line.
        title: one line Line,
        /// What was not done or done wrongly.
        matter: one prose Prose,
        /// Against which norm or target.
        norm: maybe prose Prose,
        /// How much.
        extent: maybe line Prose,
        /// Where.
        location: maybe line Prose,
        /// When.
        period: maybe line Prose,
        /// What followed from it.
        consequence: maybe prose Prose,
        /// The cause in the people.
        cause_subjective: maybe prose Prose,
        /// The cause in the circumstances.
        cause_objective: maybe prose Prose,
        /// What it repeats.
        carried: maybe pick CarriedItemId,
        /// Against the period before.
        comparison: maybe prose Prose,
        /// What will be done.
        remedy: maybe prose Prose,
        /// By whom.
        doer: maybe pick PersonId,
        /// By when.
        deadline: maybe date Date,
        /// How one sees that it is done.
        measure: maybe line Prose,
        /// The point it comes from.
        point: maybe pick PointId,
        /// The content under review.
        content: one pick String,
        /// The focus area.
        focus: maybe pick String,
        /// Whether an article may carry it.
        publishable: flag check bool,
    }
}

impl Act for WriteShortcoming {
    type Outcome = ShortcomingId;

    async fn run(&self, unit: &mut Unit) -> Result<ShortcomingId, Failure> {
        let (conclusion, before) = store::written_in(unit, self.shortcoming).await?;
        rules::edit(conclusion.state)?;
        super::known_content(unit, "content", &self.content).await?;
        store::known_point(unit, conclusion.review_id, self.point).await?;
        let carried = self.repeats(unit).await?;
        let times = rules::times(carried.as_ref().map(|item| u32::try_from(item.times).unwrap_or(u32::MAX)));
        let row = ShortcomingRow {
            title: self.title.clone(),
            point_id: self.point,
            content: self.content.clone(),
            focus: self.focus.clone(),
            matter: self.matter.clone(),
            norm: self.norm.clone(),
            extent: self.extent.clone(),
            location: self.location.clone(),
            period: self.period.clone(),
            consequence: self.consequence.clone(),
            cause_subjective: self.cause_subjective.clone(),
            cause_objective: self.cause_objective.clone(),
            comparison: self.comparison.clone(),
            carried_item_id: self.carried,
            times: times.into(),
            remedy: self.remedy.clone(),
            doer_id: self.doer,
            deadline: self.deadline,
            measure: self.measure.clone(),
            is_publishable: self.publishable,
            // Whoever saved in between is not overwritten: the row is written only over the version that was read.
            version: self.seen,
            ..before
        };
        Ok(unit.commit("conclusion.shortcoming_written", row, vec![]).await?.id)
    }

    fn landing(&self, here: &Here, written: &ShortcomingId) -> String {
        super::shortcoming_path(here, *written)
    }
}

impl WriteShortcoming {
    /// What it repeats; something that another review carries over is not there.
    async fn repeats(&self, unit: &mut Unit) -> Result<Option<CarriedItemRow>, Failure> {
        let Some(item) = self.carried else { return Ok(None) };
        let item: CarriedItemRow = unit.need(item).await?;
        same_review(item.review_id, unit.review()?)?;
        Ok(Some(item))
    }
}
