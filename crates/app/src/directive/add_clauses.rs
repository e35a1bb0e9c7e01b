//! Adding the clauses of a paper, several at once by pasting their lines.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, form};
use domain::common::Prose;
use domain::common::id::DocumentId;
use domain::directive::{self as rules, AcknowledgementState};

use super::store::{self, ClauseRow};

form! {
    /// Clauses to be added.
    pub struct AddClauses = "directive.add_clauses" {
        /// The paper.
        document: one hidden DocumentId,
        /// The clauses as lines, each with its place: `1. …`.
        clauses: one prose Prose,
    }
}

impl Act for AddClauses {
    /// How many clauses were added.
    type Outcome = i64;
    const LIMIT_MS: u64 = 2_000;

    async fn run(&self, unit: &mut Unit) -> Result<i64, Failure> {
        let document = super::kept_here(unit, self.document).await?;
        let before = store::clauses_of(unit, document.id).await?;
        let addressees = store::addressees_of(unit, document.id).await?;
        let acknowledged = |one: &&store::NamedAddressee| one.row.state == AcknowledgementState::Acknowledged;
        let codes: Vec<String> = before.iter().map(|clause| clause.code.to_string()).collect();
        let added = rules::add_clauses(&rules::AddClauses {
            pasted: self.clauses.as_str(),
            codes: &codes,
            n_acknowledged: addressees.iter().filter(acknowledged).count(),
        })?;
        let first = before.last().map_or(0, |clause| clause.place + 1);
        let rows = added.clauses.into_iter().zip(first..).map(|(clause, place)| ClauseRow {
            id: unit.name(),
            document_id: document.id,
            code: clause.code,
            text: clause.text,
            place,
            version: 0,
        });
        let rows: Vec<ClauseRow> = rows.collect();
        let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        unit.commit("directive.clauses_added", rows, vec![]).await?;
        Ok(count)
    }

    fn landing(&self, here: &Here, _: &i64) -> String {
        format!("/directive/{}/document/{}#clauses", here.key, self.document)
    }
}
