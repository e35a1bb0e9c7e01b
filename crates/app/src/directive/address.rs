//! Addressing a paper to units of the subtree; those appointed there are told.

use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use base::{Failure, form};
use domain::common::Role;
use domain::common::id::{DocumentId, UnitId};
use domain::directive as rules;

use super::store::{self, AddresseeRow};
use crate::organisation::store as organisation;

form! {
    /// A paper to be addressed.
    pub struct Address = "directive.address" {
        /// The paper.
        document: one hidden DocumentId,
        /// The units that it binds.
        units: many checks UnitId,
    }
}

impl Act for Address {
    /// How many units were added.
    type Outcome = i64;
    const LIMIT_MS: u64 = 5_000;

    async fn run(&self, unit: &mut Unit) -> Result<i64, Failure> {
        let document = super::kept_here(unit, self.document).await?;
        let (here, today) = (unit.unit_id()?, unit.today());
        let below = organisation::subtree(unit, here, today).await?;
        if self.units.iter().any(|chosen| !below.iter().any(|(row, _)| row.id == *chosen)) {
            return Err(Failure::Missing);
        }
        let before = store::addressees_of(unit, document.id).await?;
        let mut new: Vec<UnitId> = self.units.clone();
        new.sort_unstable();
        new.dedup();
        new.retain(|chosen| !before.iter().any(|one| one.row.unit_id == *chosen));
        let n_clauses = store::clauses_of(unit, document.id).await?.len();
        let addressed = rules::address(&rules::Address { n_clauses, n_new: new.len() })?;
        let mut notices = Vec::new();
        let mut rows = Vec::new();
        for addressee in new {
            for person in organisation::appointed_at(unit, addressee, Role::Organiser, today).await? {
                let page = format!("/directive/{addressee}/document/{}", document.id);
                notices.push(
                    Notice::new(person, "notice-directive-addressed", page).arg("number", &document.number),
                );
            }
            rows.push(AddresseeRow {
                id: unit.name(),
                document_id: document.id,
                unit_id: addressee,
                state: addressed.state,
                acknowledged_by: None,
                acknowledged_at: None,
                version: 0,
            });
        }
        let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        unit.commit("directive.addressed", rows, notices).await?;
        Ok(count)
    }

    fn landing(&self, here: &Here, _: &i64) -> String {
        format!("/directive/{}/document/{}#addressees", here.key, self.document)
    }
}
