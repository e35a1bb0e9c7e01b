//! Which texts of this stage can be found, and the page that shows each.

use base::search::Source;

/// What can be found.
pub const SEARCHED: &[Source] = &[Source {
    kind: "statement",
    page: "/conference/{review}/{conference}/minutes",
    table: "conference_statement",
    select: "SELECT s.id AS id, c.unit_id AS unit_id, c.review_id AS review_id, \
                 CASE WHEN c.state = 'closed' AND c.review_id IS NOT NULL THEN 1 ELSE 0 END AS is_shown, \
                 c.title AS title, s.text AS text, c.review_id AS review, c.id AS conference, c.id AS named \
                 FROM conference_statement s JOIN conference_conference c ON c.id = s.conference_id",
    key: "s.id",
    also: &[("conference_conference", "c.id")],
}];
