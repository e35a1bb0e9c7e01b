//! Which texts of this stage can be found, and the page that shows each.

use base::search::Source;

/// What can be found.
pub const SEARCHED: &[Source] = &[Source {
    kind: "letter",
    page: "/opinion/{review}/letter/{letter}",
    table: "opinion_paragraph",
    select: "SELECT p.id AS id, cr.unit_id AS unit_id, l.review_id AS review_id, \
                 CASE WHEN p.id IN (SELECT id FROM opinion_erased_paragraph) THEN 0 ELSE 1 END AS is_shown, NULL AS title, p.text AS text, \
                 l.review_id AS review, l.id AS letter, l.id AS named \
                 FROM opinion_paragraph p JOIN opinion_letter l ON l.id = p.letter_id JOIN campaign_review cr ON cr.id = l.review_id",
    key: "p.id",
    also: &[],
}];
