//! Noting that nothing needs to follow from a clause, and why.

use base::db::find;
use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, form};
use domain::common::Line;
use domain::common::id::{ClauseId, DocumentId};
use domain::directive::{self as rules, FollowUpKind};

use super::store::{self, ClauseRow};

form! {
    /// A clause from which nothing needs to follow.
    pub struct SetAside = "directive.set_aside" {
        /// The paper.
        document: one hidden DocumentId,
        /// The clause.
        clause: one hidden ClauseId,
        /// Why nothing needs to follow.
        reason: one line Line,
    }
}

impl Act for SetAside {
    type Outcome = ClauseId;

    async fn run(&self, unit: &mut Unit) -> Result<ClauseId, Failure> {
        let document = super::seen_here(unit, self.document).await?;
        let clause = find::<ClauseRow>(unit, self.clause).await?;
        let clause = clause.filter(|row| row.document_id == document.id).ok_or(Failure::Missing)?;
        let led_to = store::follow_ups_of(unit, document.id).await?;
        rules::set_aside(led_to.iter().filter(|row| row.clause_id == clause.id).count())?;
        let page = format!("/directive/{}/document/{}", unit.unit_id()?, document.id);
        let row =
            store::follow_up_row(unit, clause.id, FollowUpKind::NothingNeeded, self.reason.clone(), page)?;
        unit.commit("directive.clause_set_aside", row, vec![]).await?;
        Ok(clause.id)
    }

    fn landing(&self, here: &Here, clause: &ClauseId) -> String {
        format!("/directive/{}/document/{}#{clause}", here.key, self.document)
    }
}
