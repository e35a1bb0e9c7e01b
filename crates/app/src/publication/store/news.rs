//! What the public site asks: published articles only.

use base::db::{Cell, DbError, Link, Row, Stored, one, select};
use domain::common::id::{ArticleId, FileId};
use domain::publication::Section;
use jiff::Timestamp;
use serde::Serialize;

use super::{ArticleRow, KeywordRow};

/// An article in a list.
#[derive(Clone, Debug, Serialize)]
pub struct Item {
    /// Its address.
    pub slug: String,
    /// The section.
    pub section: Section,
    /// Its title.
    pub title: String,
    /// Its lead.
    pub lead: String,
    /// When it was published.
    pub published_at: Timestamp,
    /// The photo.
    pub photo: Option<FileId>,
    /// The photo in words.
    pub alternative: Option<String>,
}

/// Which articles a list asks for.
#[derive(Clone, Debug, Default)]
pub struct Sought {
    /// A section; none for any.
    pub section: Option<Section>,
    /// The address of a keyword; empty for any.
    pub keyword: String,
    /// From this moment; none for any.
    pub from: Option<Timestamp>,
    /// Before this moment.
    pub before: Option<Timestamp>,
    /// An article that is left out.
    pub but: Option<ArticleId>,
}

/// A page of published articles, the latest first; and how many there are.
///
/// # Errors
/// What the database says.
pub async fn list(
    link: &mut Link,
    sought: &Sought,
    page: i64,
    size: i64,
) -> Result<(Vec<Item>, i64), DbError> {
    let sql = "SELECT a.slug, a.section, a.title, l.text, a.published_at, a.photo_id, a.alternative, \
        COUNT(*) OVER () FROM publication_article a \
        JOIN publication_sentence l ON l.article_id = a.id AND l.place = 0 AND l.is_struck = 0 \
        WHERE a.state = 'published' AND (CAST($1 AS TEXT) = '' OR a.section = $1) \
        AND (CAST($2 AS TEXT) = '' OR EXISTS (\
        SELECT 1 FROM publication_keyword k WHERE k.article_id = a.id AND k.slug = $2)) \
        AND a.published_at >= $3 AND a.published_at < $4 AND a.id <> $5 \
        ORDER BY a.published_at DESC, a.id DESC LIMIT $6 OFFSET $7";
    let values = [
        sought.section.map_or("", Section::as_str).into(),
        sought.keyword.as_str().into(),
        sought.from.map_or(0, Timestamp::as_microsecond).into(),
        sought.before.map_or(i64::MAX, Timestamp::as_microsecond).into(),
        Cell::Text(sought.but.map(|id| id.to_string()).unwrap_or_default()),
        size.into(),
        ((page - 1) * size).into(),
    ];
    let rows = link.rows(sql, &values).await?;
    let total = rows.first().map_or(Ok(0), |row| row.at(7))?;
    Ok((rows.iter().map(item).collect::<Result<_, _>>()?, total))
}

fn item(row: &Row) -> Result<Item, DbError> {
    Ok(Item {
        slug: row.at(0)?,
        section: row.at(1)?,
        title: row.at(2)?,
        lead: row.at(3)?,
        published_at: row.at(4)?,
        photo: row.at(5)?,
        alternative: row.at(6)?,
    })
}

/// The article at an address, while it is out or after it was withdrawn.
///
/// # Errors
/// What the database says.
pub async fn published(link: &mut Link, slug: &str) -> Result<Option<ArticleRow>, DbError> {
    one(link, "WHERE slug = $1 AND state IN ('published', 'withdrawn')", &[slug.into()]).await
}

/// The sections that have an article.
///
/// # Errors
/// What the database says.
pub async fn sections(link: &mut Link) -> Result<Vec<Section>, DbError> {
    let sql = "SELECT DISTINCT section FROM publication_article WHERE state = 'published'";
    let mut found: Vec<Section> =
        link.rows(sql, &[]).await?.iter().map(|row| row.at(0)).collect::<Result<_, DbError>>()?;
    found.sort_unstable();
    Ok(found)
}

/// The keywords of an article.
///
/// # Errors
/// What the database says.
pub async fn keywords_of(link: &mut Link, article: ArticleId) -> Result<Vec<KeywordRow>, DbError> {
    select(link, "WHERE article_id = $1 ORDER BY place", &[article.to_cell()]).await
}

/// The keyword at an address, as the latest published article writes it.
///
/// # Errors
/// What the database says.
pub async fn keyword_of(link: &mut Link, slug: &str) -> Result<Option<String>, DbError> {
    let sql = "SELECT k.word FROM publication_keyword k JOIN publication_article a ON a.id = k.article_id \
               WHERE k.slug = $1 AND a.state = 'published' ORDER BY a.published_at DESC, k.id DESC LIMIT 1";
    link.row(sql, &[slug.into()]).await?.map(|row| row.at(0)).transpose()
}

/// The moments between two others at which articles were published.
///
/// # Errors
/// What the database says.
pub async fn days_of(link: &mut Link, from: Timestamp, before: Timestamp) -> Result<Vec<Timestamp>, DbError> {
    let sql = "SELECT published_at FROM publication_article WHERE state = 'published' \
               AND published_at >= $1 AND published_at < $2";
    link.rows(sql, &[from.to_cell(), before.to_cell()]).await?.iter().map(|row| row.at(0)).collect()
}

/// The last article before a stretch of time, and the first one after it.
///
/// # Errors
/// What the database says.
pub async fn around(
    link: &mut Link,
    from: Timestamp,
    before: Timestamp,
) -> Result<(Option<Timestamp>, Option<Timestamp>), DbError> {
    let sql = "SELECT (SELECT MAX(published_at) FROM publication_article \
               WHERE state = 'published' AND published_at < $1), \
               (SELECT MIN(published_at) FROM publication_article \
               WHERE state = 'published' AND published_at >= $2)";
    match link.row(sql, &[from.to_cell(), before.to_cell()]).await? {
        Some(row) => Ok((row.at(0)?, row.at(1)?)),
        None => Ok((None, None)),
    }
}

/// How often an article was read, as far as it was written down.
///
/// # Errors
/// What the database says.
pub async fn views_of(link: &mut Link, article: ArticleId) -> Result<i64, DbError> {
    link.count("SELECT views FROM publication_view_count WHERE id = $1", &[article.to_cell()]).await
}

/// The digest of a photo's bytes, when a published article shows it.
///
/// # Errors
/// What the database says.
pub async fn uses_photo(link: &mut Link, photo: FileId) -> Result<Option<String>, DbError> {
    let sql = "SELECT f.sha256 FROM publication_article a JOIN opinion_file f ON f.id = a.photo_id \
               WHERE a.photo_id = $1 AND a.state = 'published' LIMIT 1";
    link.row(sql, &[photo.to_cell()]).await?.map(|row| row.at(0)).transpose()
}

/// Whose site it is: the unit that belongs to no other.
///
/// # Errors
/// What the database says.
pub async fn site_name(link: &mut Link) -> Result<String, DbError> {
    let sql = "SELECT u.name FROM organisation_unit u WHERE NOT EXISTS (\
               SELECT 1 FROM organisation_link l WHERE l.child_id = u.id AND l.kind = 'belongs_to') \
               ORDER BY u.valid_from, u.code LIMIT 1";
    link.row(sql, &[]).await?.map_or(Ok(String::new()), |row| row.at(0))
}
