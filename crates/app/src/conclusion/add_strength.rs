//! Writing down a strength.

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use domain::common::Prose;
use domain::common::id::{PointId, StrengthId, SubjectId};
use domain::conclusion::draft as rules;

use super::store::{self, StrengthRow};

form! {
    /// A strength.
    pub struct AddStrength = "conclusion.add_strength" {
        /// The subject.
        subject: one hidden SubjectId,
        /// What is held.
        text: one prose Prose,
        /// The point it comes from.
        point: maybe pick PointId,
        /// The content under review.
        content: one pick String,
        /// Whether an article may carry it.
        publishable: flag check bool,
    }
}

impl Act for AddStrength {
    type Outcome = StrengthId;

    async fn run(&self, unit: &mut Unit) -> Result<StrengthId, Failure> {
        let (_, conclusion) = store::written_on(unit, self.subject).await?;
        rules::edit(conclusion.state)?;
        super::known_content(unit, "content", &self.content).await?;
        store::known_point(unit, conclusion.review_id, self.point).await?;
        let row = StrengthRow {
            id: unit.name(),
            campaign_id: conclusion.campaign_id,
            review_id: conclusion.review_id,
            conclusion_id: conclusion.id,
            text: self.text.clone(),
            point_id: self.point,
            content: self.content.clone(),
            is_publishable: self.publishable,
            is_dropped: false,
            version: 0,
        };
        Ok(unit.commit("conclusion.strength_added", row, vec![]).await?.id)
    }

    fn landing(&self, here: &Here, added: &StrengthId) -> String {
        format!("{}#{added}", super::subject_path(here, self.subject))
    }
}
