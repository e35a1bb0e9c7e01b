//! Keeping a paper that binds.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, form};
use domain::common::Line;
use domain::common::id::DocumentId;
use domain::directive as rules;
use jiff::civil::Date;

use super::store::{self, DocumentRow};

form! {
    /// A paper to be kept.
    pub struct AddDocument = "directive.add_document" {
        /// Its number, as `31-KH/TU`.
        number: one line Line,
        /// What kind of paper it is.
        kind: one line Line,
        /// Who issued it.
        issuer: one line Line,
        /// The level of the issuer.
        level: one line Line,
        /// The day of issue.
        issued: one date Date,
        /// What it is about.
        title: one line Line,
    }
}

impl Act for AddDocument {
    type Outcome = DocumentId;

    async fn run(&self, unit: &mut Unit) -> Result<DocumentId, Failure> {
        let here = unit.unit_id()?;
        let is_kept = store::is_kept(unit, here, &self.number, &self.issuer, self.issued).await?;
        rules::add_document(is_kept, self.number.as_str())?;
        let row = DocumentRow {
            id: unit.name(),
            unit_id: here,
            number: self.number.clone(),
            kind: self.kind.clone(),
            issuer: self.issuer.clone(),
            level: self.level.clone(),
            issued: self.issued,
            title: self.title.clone(),
            version: 0,
        };
        Ok(unit.commit("directive.document_added", row, vec![]).await?.id)
    }

    fn landing(&self, here: &Here, added: &DocumentId) -> String {
        format!("/directive/{}/document/{added}", here.key)
    }
}
