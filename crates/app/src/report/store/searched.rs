//! Which texts of this stage can be found, and the page that shows each.

use base::search::Source;

/// What can be found.
pub const SEARCHED: &[Source] = &[Source {
    kind: "report",
    page: "/report/{review}/subject/{subject}",
    table: "report_section",
    select: "SELECT s.id AS id, cr.unit_id AS unit_id, r.review_id AS review_id, \
                 CASE WHEN v.is_sealed = 1 AND v.number = (SELECT MAX(w.number) FROM report_version w \
                 WHERE w.report_id = v.report_id AND w.is_sealed = 1) THEN 1 ELSE 0 END AS is_shown, \
                 COALESCE(p.full_name, b.name) AS title, s.text AS text, r.review_id AS review, r.subject_id AS subject, v.id AS named \
                 FROM report_section s JOIN report_version v ON v.id = s.version_id JOIN report_report r ON r.id = v.report_id \
                 JOIN campaign_review cr ON cr.id = r.review_id JOIN organisation_body b ON b.id = cr.body_id \
                 JOIN campaign_subject cs ON cs.id = r.subject_id LEFT JOIN organisation_person p ON p.id = cs.person_id",
    key: "s.id",
    also: &[("report_report", "r.id"), ("report_version", "v.id")],
}];
