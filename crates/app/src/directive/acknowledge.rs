//! Acknowledging a paper for one's own unit.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, form};
use domain::common::Role;
use domain::common::id::DocumentId;
use domain::directive as rules;

use super::store::{self, AddresseeRow};
use crate::organisation::store as organisation;

form! {
    /// A paper to be acknowledged.
    pub struct Acknowledge = "directive.acknowledge" {
        /// The paper.
        document: one hidden DocumentId,
    }
}

impl Act for Acknowledge {
    type Outcome = DocumentId;

    async fn run(&self, unit: &mut Unit) -> Result<DocumentId, Failure> {
        let (here, person, today) = (unit.unit_id()?, unit.person()?, unit.today());
        let addressee = store::addressee(unit, self.document, here).await?.ok_or(Failure::Missing)?;
        let appointed = organisation::appointed_at(unit, here, Role::Organiser, today).await?;
        let acknowledged = rules::acknowledge(addressee.state, appointed.contains(&person))?;
        let row = AddresseeRow {
            state: acknowledged.state,
            acknowledged_by: Some(person),
            acknowledged_at: Some(unit.at()),
            ..addressee
        };
        Ok(unit.commit("directive.acknowledged", row, vec![]).await?.document_id)
    }

    fn landing(&self, here: &Here, document: &DocumentId) -> String {
        format!("/directive/{}/document/{document}#addressees", here.key)
    }
}
