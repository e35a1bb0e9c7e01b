//! Which texts of this stage can be found, and the page that shows each.

use base::search::Source;

/// What can be found.
pub const SEARCHED: &[Source] = &[Source {
    kind: "commitment",
    page: "/remedy/{review}/commitment/{commitment}",
    table: "remedy_commitment",
    select: "SELECT c.id AS id, cr.unit_id AS unit_id, c.review_id AS review_id, 1 AS is_shown, NULL AS title, \
                 c.matter || '\n' || c.measure AS text, c.review_id AS review, c.id AS commitment, c.id AS named \
                 FROM remedy_commitment c JOIN campaign_review cr ON cr.id = c.review_id",
    key: "c.id",
    also: &[],
}];
