//! The table `directive_clause`: one clause of a paper.

use base::entity;
use domain::common::id::{ClauseId, DocumentId};
use domain::common::{Line, Prose};

entity! {
    /// One clause of a paper.
    pub struct ClauseRow = "directive_clause" {
        /// Its key.
        id: ClauseId,
        /// The paper.
        document_id: DocumentId,
        /// Its place in the paper, as `III.2`.
        code: Line,
        /// Its words.
        text: Prose,
        /// Its order in the paper.
        place: i64,
    }
}
