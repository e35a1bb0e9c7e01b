//! Which texts of this stage can be found, and the page that shows each.

use base::search::Source;

/// What can be found.
pub const SEARCHED: &[Source] = &[Source {
    kind: "article",
    page: "/news/{slug}",
    table: "publication_sentence",
    select: "SELECT s.id AS id, a.unit_id AS unit_id, NULL AS review_id, \
                 CASE WHEN a.state = 'published' AND s.is_struck = 0 THEN 1 ELSE 0 END AS is_shown, a.title AS title, s.text AS text, \
                 a.slug AS slug, a.slug AS named FROM publication_sentence s JOIN publication_article a ON a.id = s.article_id",
    key: "s.id",
    also: &[("publication_article", "a.id")],
}];
