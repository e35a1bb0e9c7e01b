//! A body gets other words, or a last day.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, form};
use domain::common::Line;
use domain::common::id::BodyId;
use domain::organisation as rules;
use jiff::civil::Date;

use super::store::{self, BodyRow};

form! {
    /// A body of the unit at hand, edited.
    pub struct EditBody = "organisation.edit_body" {
        /// The body.
        body: one hidden BodyId,
        /// The version that was read.
        version: one hidden i64,
        /// Its name.
        name: one line Line,
        /// What kind of body it is.
        kind: one line Line,
        /// Its last day.
        valid_to: maybe date Date,
    }
}

impl Act for EditBody {
    type Outcome = BodyId;

    async fn run(&self, unit: &mut Unit) -> Result<BodyId, Failure> {
        let row = super::body_here(unit, self.body).await?;
        super::same_version(row.version, self.version)?;
        let n_seats = match self.valid_to {
            Some(last) => store::seats_after(unit, row.id, last).await?,
            None => 0,
        };
        rules::edit_body(&rules::EditBody { from: row.valid_from, to: self.valid_to, n_seats })?;
        let (name, kind) = (self.name.clone(), self.kind.clone());
        let row = BodyRow { name, kind, valid_to: self.valid_to, ..row };
        Ok(unit.commit("organisation.body_edited", row, vec![]).await?.id)
    }

    fn landing(&self, here: &Here, edited: &BodyId) -> String {
        format!("/organisation/{}/body/{edited}", here.key)
    }
}
