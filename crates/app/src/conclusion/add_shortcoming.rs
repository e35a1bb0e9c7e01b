//! Beginning a shortcoming: what it is; everything that makes it concrete is written on its own page.

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use domain::common::id::{PointId, ShortcomingId, SubjectId};
use domain::common::{Line, Prose};
use domain::conclusion::draft as rules;

use super::store::{self, ShortcomingRow};

form! {
    /// A shortcoming, as it begins.
    pub struct AddShortcoming = "conclusion.add_shortcoming" {
        /// The subject.
        subject: one hidden SubjectId,
        /// What it is, in a line.
        title: one line Line,
        /// The point it comes from.
        point: maybe pick PointId,
        /// The content under review.
        content: one pick String,
        /// What was not done or done wrongly.
        matter: one prose Prose,
    }
}

impl Act for AddShortcoming {
    type Outcome = ShortcomingId;

    async fn run(&self, unit: &mut Unit) -> Result<ShortcomingId, Failure> {
        let (subject, conclusion) = store::written_on(unit, self.subject).await?;
        rules::edit(conclusion.state)?;
        super::known_content(unit, "content", &self.content).await?;
        store::known_point(unit, conclusion.review_id, self.point).await?;
        let row = ShortcomingRow {
            id: unit.name(),
            campaign_id: conclusion.campaign_id,
            review_id: conclusion.review_id,
            conclusion_id: conclusion.id,
            number: store::next_number(unit, conclusion.review_id).await?,
            title: self.title.clone(),
            point_id: self.point,
            content: self.content.clone(),
            focus: None,
            matter: self.matter.clone(),
            norm: None,
            extent: None,
            location: None,
            period: None,
            consequence: None,
            cause_subjective: None,
            cause_objective: None,
            comparison: None,
            carried_item_id: None,
            times: rules::times(None).into(),
            remedy: None,
            doer_id: subject.person_id,
            deadline: None,
            measure: None,
            is_publishable: false,
            is_dropped: false,
            version: 0,
        };
        Ok(unit.commit("conclusion.shortcoming_added", row, vec![]).await?.id)
    }

    fn landing(&self, here: &Here, added: &ShortcomingId) -> String {
        super::shortcoming_path(here, *added)
    }
}
