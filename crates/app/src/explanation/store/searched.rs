//! Which texts of this stage can be found, and the page that shows each.

use base::search::Source;

/// What can be found.
pub const SEARCHED: &[Source] = &[Source {
    kind: "answer",
    page: "/explanation/{review}/point/{point}",
    table: "explanation_answer",
    select: "SELECT a.id AS id, cr.unit_id AS unit_id, e.review_id AS review_id, 1 AS is_shown, p.title AS title, \
                 a.text || '\n' || COALESCE(a.contested, '') || '\n' || COALESCE(a.cause, '') AS text, \
                 e.review_id AS review, e.point_id AS point, a.id AS named \
                 FROM explanation_answer a JOIN explanation_assignment e ON e.id = a.assignment_id \
                 JOIN synthesis_point p ON p.id = e.point_id JOIN campaign_review cr ON cr.id = e.review_id",
    key: "a.id",
    also: &[],
}];
