//! Which texts of this stage can be found, and the page that shows each.

use base::search::Source;

/// What can be found.
pub const SEARCHED: &[Source] = &[Source {
    kind: "finding",
    page: "/verification/{review}/point/{point}",
    table: "verification_finding",
    select: "SELECT f.id AS id, cr.unit_id AS unit_id, f.review_id AS review_id, 1 AS is_shown, p.title AS title, \
                 f.reasons || '\n' || COALESCE(f.confirmed_part, '') AS text, f.review_id AS review, f.point_id AS point, f.id AS named \
                 FROM verification_finding f JOIN synthesis_point p ON p.id = f.point_id \
                 JOIN campaign_review cr ON cr.id = f.review_id",
    key: "f.id",
    also: &[],
}];
