//! Listing what came from the individuals and completes the collective report.

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use domain::common::Prose;
use domain::common::id::{PointId, StatementId};
use domain::conclusion::supplement::{self as rules, SupplementItem};
use uuid::Uuid;

use super::store::{self, SupplementItemRow};

form! {
    /// Something that came from the individuals.
    pub struct AddSupplementItem = "conclusion.add_supplement_item" {
        /// The point of the second round.
        point: maybe pick PointId,
        /// The statement.
        statement: maybe pick StatementId,
        /// The section of the collective report.
        section: one pick String,
        /// What the report says now.
        text: one prose Prose,
    }
}

impl Act for AddSupplementItem {
    type Outcome = Uuid;

    async fn run(&self, unit: &mut Unit) -> Result<Uuid, Failure> {
        let review = unit.review()?;
        rules::list(&SupplementItem {
            is_completed: store::supplement_of(unit, review).await?.is_some(),
            has_source: self.point.is_some() || self.statement.is_some(),
        })?;
        store::known_point(unit, review, self.point).await?;
        super::known_statement(unit, review, self.statement).await?;
        super::known_section(unit, &self.section).await?;
        let row = SupplementItemRow {
            id: unit.name(),
            campaign_id: unit.campaign()?,
            review_id: review,
            place: store::next_place(unit, review).await?,
            section: self.section.clone(),
            text: self.text.clone(),
            point_id: self.point,
            statement_id: self.statement,
            written_by: unit.person()?,
            is_dropped: false,
            version: 0,
        };
        Ok(unit.commit("conclusion.supplement_listed", row, vec![]).await?.id)
    }

    fn landing(&self, here: &Here, listed: &Uuid) -> String {
        format!("/conclusion/{}/supplement#{listed}", here.key)
    }
}
