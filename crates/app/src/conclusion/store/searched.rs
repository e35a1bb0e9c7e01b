//! Which texts of this stage can be found, and the page that shows each.

use base::search::Source;

/// What can be found.
pub const SEARCHED: &[Source] = &[Source {
    kind: "shortcoming",
    page: "/conclusion/{review}/shortcoming/{shortcoming}",
    table: "conclusion_shortcoming",
    select: "SELECT s.id AS id, cr.unit_id AS unit_id, s.review_id AS review_id, \
                 CASE WHEN c.state = 'decided' AND s.is_dropped = 0 THEN 1 ELSE 0 END AS is_shown, s.title AS title, \
                 s.matter || '\n' || COALESCE(s.norm, '') || '\n' || COALESCE(s.extent, '') || '\n' || COALESCE(s.location, '') || '\n' || \
                 COALESCE(s.period, '') || '\n' || COALESCE(s.consequence, '') || '\n' || COALESCE(s.cause_subjective, '') || '\n' || \
                 COALESCE(s.cause_objective, '') || '\n' || COALESCE(s.comparison, '') || '\n' || COALESCE(s.remedy, '') || '\n' || \
                 COALESCE(s.measure, '') AS text, s.review_id AS review, s.id AS shortcoming, s.id AS named \
                 FROM conclusion_shortcoming s JOIN conclusion_conclusion c ON c.id = s.conclusion_id \
                 JOIN campaign_review cr ON cr.id = s.review_id",
    key: "s.id",
    also: &[("conclusion_conclusion", "c.id")],
}];
