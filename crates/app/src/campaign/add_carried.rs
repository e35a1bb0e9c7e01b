//! Noting what the period before left open.

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use domain::campaign::{CarriedKind, CarriedStatus};
use domain::common::id::{CarriedItemId, SubjectId};
use domain::common::{Line, Prose};
use jiff::civil::Date;

use super::store::{CarriedItemRow, SubjectRow};

form! {
    /// Something that the period before left open.
    pub struct AddCarried = "campaign.add_carried" {
        /// Whom it is about.
        subject: one pick SubjectId,
        /// Its code in the period before.
        code: one line Line,
        /// A shortcoming or a commitment.
        kind: one pick CarriedKind,
        /// What it is.
        matter: one prose Prose,
        /// How much.
        extent: maybe line Prose,
        /// What was promised.
        promised: maybe line Prose,
        /// By when.
        deadline: maybe date Date,
        /// How often it has happened.
        times: one number i64,
    }
}

impl Act for AddCarried {
    type Outcome = CarriedItemId;

    async fn run(&self, unit: &mut Unit) -> Result<CarriedItemId, Failure> {
        let subject: SubjectRow = unit.need(self.subject).await?;
        let review = unit.review()?;
        super::same_review(subject.review_id, review)?;
        let row = CarriedItemRow {
            id: unit.name(),
            campaign_id: unit.campaign()?,
            review_id: review,
            person_id: subject.person_id,
            code: self.code.to_string(),
            kind: self.kind,
            matter: self.matter.clone(),
            extent: self.extent.clone(),
            promised: self.promised.clone(),
            deadline: self.deadline,
            times: self.times.max(1),
            status: CarriedStatus::Open,
            proof: None,
            version: 0,
        };
        Ok(unit.commit("campaign.item_carried", row, vec![]).await?.id)
    }

    fn landing(&self, here: &Here, added: &CarriedItemId) -> String {
        format!("/campaign/review/{}/carried#{added}", here.key)
    }
}
