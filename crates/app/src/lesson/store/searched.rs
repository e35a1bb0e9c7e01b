//! Which texts of this stage can be found, and the page that shows each.

use base::search::Source;

/// What can be found.
pub const SEARCHED: &[Source] = &[Source {
    kind: "requirement",
    page: "/lesson/{campaign}/{conference}",
    table: "lesson_requirement",
    select: "SELECT r.id AS id, c.unit_id AS unit_id, NULL AS review_id, 1 AS is_shown, c.title AS title, r.text AS text, \
                 c.campaign_id AS campaign, c.id AS conference, r.id AS named \
                 FROM lesson_requirement r JOIN conference_conference c ON c.id = r.conference_id",
    key: "r.id",
    also: &[],
}];
