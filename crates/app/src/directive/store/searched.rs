//! Which texts of this stage can be found, and the page that shows each.

use base::search::Source;

/// What can be found.
pub const SEARCHED: &[Source] = &[
    Source {
        kind: "document",
        page: "/directive/{unit}/document/{document}",
        table: "directive_document",
        select: "SELECT d.id AS id, d.unit_id AS unit_id, NULL AS review_id, 1 AS is_shown, d.title AS title, d.number AS text, \
                 d.unit_id AS unit, d.id AS document, d.id AS named FROM directive_document d",
        key: "d.id",
        also: &[],
    },
    Source {
        kind: "clause",
        page: "/directive/{unit}/document/{document}",
        table: "directive_clause",
        select: "SELECT c.id AS id, d.unit_id AS unit_id, NULL AS review_id, 1 AS is_shown, d.title AS title, c.text AS text, \
                 d.unit_id AS unit, d.id AS document, c.id AS named \
                 FROM directive_clause c JOIN directive_document d ON d.id = c.document_id",
        key: "c.id",
        also: &[("directive_document", "d.id")],
    },
];
