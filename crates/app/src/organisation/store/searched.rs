//! Which texts of this stage can be found, and the page that shows each.

use base::search::Source;

/// What can be found.
pub const SEARCHED: &[Source] = &[
    Source {
        kind: "unit",
        page: "/organisation/{unit}",
        table: "organisation_unit",
        select: "SELECT u.id AS id, u.id AS unit_id, NULL AS review_id, 1 AS is_shown, u.name AS title, u.code AS text, \
                 u.id AS unit, u.id AS named FROM organisation_unit u",
        key: "u.id",
        also: &[],
    },
    Source {
        kind: "person",
        page: "/organisation/{unit}/person/{person}",
        table: "organisation_person",
        select: "SELECT p.id AS id, p.unit_id AS unit_id, NULL AS review_id, CASE WHEN p.unit_id IS NULL THEN 0 ELSE 1 END AS is_shown, \
                 p.full_name AS title, p.code AS text, p.unit_id AS unit, p.id AS person, p.id AS named FROM organisation_person p",
        key: "p.id",
        also: &[],
    },
];
