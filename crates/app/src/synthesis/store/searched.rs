//! Which texts of this stage can be found, and the page that shows each.

use base::search::Source;

/// What can be found.
pub const SEARCHED: &[Source] = &[
    Source {
        kind: "opinion",
        page: "/synthesis/{review}/opinion/{opinion}",
        table: "opinion_opinion",
        select: "SELECT o.id AS id, cr.unit_id AS unit_id, o.review_id AS review_id, \
                 CASE WHEN o.paragraph_id IN (SELECT id FROM opinion_erased_paragraph) THEN 0 ELSE 1 END AS is_shown, NULL AS title, o.quote AS text, \
                 o.review_id AS review, o.id AS opinion, o.id AS named \
                 FROM opinion_opinion o JOIN campaign_review cr ON cr.id = o.review_id",
        key: "o.id",
        also: &[],
    },
    Source {
        kind: "point",
        page: "/synthesis/{review}/point/{point}",
        table: "synthesis_point",
        select: "SELECT p.id AS id, cr.unit_id AS unit_id, p.review_id AS review_id, 1 AS is_shown, p.title AS title, NULL AS text, \
                 p.review_id AS review, p.id AS point, p.id AS named \
                 FROM synthesis_point p JOIN campaign_review cr ON cr.id = p.review_id",
        key: "p.id",
        also: &[],
    },
];
