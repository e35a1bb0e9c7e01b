//! What the writers' pages ask.

use base::Failure;
use base::db::{DbError, Link, Stored, find, select};
use domain::common::id::{ArticleId, CampaignId, PersonId, UnitId};
use domain::publication::ArticleState;
use serde::Serialize;

use super::{ArticleRow, CorrectionRow, SentenceRow};
use crate::rollup::store::SummaryRow;

/// An article in the list of a campaign.
#[derive(Clone, Debug, Serialize)]
pub struct DeskItem {
    /// The article.
    pub row: ArticleRow,
    /// Who entered it.
    pub writer: String,
    /// How many sentences it has.
    pub sentences: i64,
}

/// The article of this key in a campaign.
///
/// # Errors
/// [`Failure::Missing`] when there is none, or it is of another campaign.
pub async fn article_of(link: &mut Link, id: ArticleId, campaign: CampaignId) -> Result<ArticleRow, Failure> {
    let row: Option<ArticleRow> = find(link, id).await?;
    row.filter(|row| row.campaign_id == campaign).ok_or(Failure::Missing)
}

/// A page of a campaign's articles, those that wait first; and how many there are.
///
/// # Errors
/// What the database says.
pub async fn articles_of(
    link: &mut Link,
    campaign: CampaignId,
    page: i64,
    size: i64,
) -> Result<(Vec<DeskItem>, i64), DbError> {
    let count = "SELECT COUNT(*) FROM publication_article WHERE campaign_id = $1";
    let total = link.count(count, &[campaign.to_cell()]).await?;
    let order = "WHERE campaign_id = $1 ORDER BY CASE state WHEN 'submitted' THEN 0 WHEN 'draft' THEN 1 ELSE 2 END, \
                 published_at DESC, id DESC LIMIT $2 OFFSET $3";
    let values = [campaign.to_cell(), size.into(), ((page - 1) * size).into()];
    let rows: Vec<ArticleRow> = select(link, order, &values).await?;
    let sql = "SELECT a.id, p.full_name, (SELECT COUNT(*) FROM publication_sentence s \
               WHERE s.article_id = a.id AND s.is_struck = 0) FROM publication_article a \
               JOIN organisation_person p ON p.id = a.written_by WHERE a.campaign_id = $1";
    let mut about = std::collections::HashMap::new();
    for row in link.rows(sql, &[campaign.to_cell()]).await? {
        about.insert(row.at::<ArticleId>(0)?, (row.at::<String>(1)?, row.at::<i64>(2)?));
    }
    let item = |row: ArticleRow| {
        let (writer, sentences) = about.remove(&row.id).unwrap_or_default();
        DeskItem { row, writer, sentences }
    };
    Ok((rows.into_iter().map(item).collect(), total))
}

/// The sentences of an article in order, the lead first; what was struck out is left out.
///
/// # Errors
/// What the database says.
pub async fn sentences_of(link: &mut Link, article: ArticleId) -> Result<Vec<SentenceRow>, DbError> {
    select(link, "WHERE article_id = $1 AND is_struck = 0 ORDER BY place, id", &[article.to_cell()]).await
}

/// Everyone who wrote in an article: whoever entered it, submitted it or wrote a sentence of it.
///
/// # Errors
/// What the database says.
pub async fn writers_of(link: &mut Link, article: &ArticleRow) -> Result<Vec<PersonId>, DbError> {
    let sql = "SELECT DISTINCT written_by FROM publication_sentence WHERE article_id = $1";
    let rows = link.rows(sql, &[article.id.to_cell()]).await?;
    let mut people: Vec<PersonId> = rows.iter().map(|row| row.at(0)).collect::<Result<_, DbError>>()?;
    people.extend([Some(article.written_by), article.submitted_by].into_iter().flatten());
    Ok(people)
}

/// The corrections of an article, the latest first.
///
/// # Errors
/// What the database says.
pub async fn corrections_of(link: &mut Link, article: ArticleId) -> Result<Vec<CorrectionRow>, DbError> {
    select(link, "WHERE article_id = $1 ORDER BY written_at DESC, id DESC", &[article.to_cell()]).await
}

/// The addresses that begin like this one.
///
/// # Errors
/// What the database says.
pub async fn slugs_like(link: &mut Link, slug: &str) -> Result<Vec<String>, DbError> {
    let sql = "SELECT slug FROM publication_article WHERE slug = $1 OR slug LIKE $2";
    let rows = link.rows(sql, &[slug.into(), format!("{slug}-%").as_str().into()]).await?;
    rows.iter().map(|row| row.at(0)).collect()
}

/// The summaries of a unit whose figures an article may carry, the latest first.
///
/// # Errors
/// What the database says.
pub async fn summaries_to_quote(
    link: &mut Link,
    campaign: CampaignId,
    unit: UnitId,
) -> Result<Vec<SummaryRow>, DbError> {
    let rest = "WHERE campaign_id = $1 AND unit_id = $2 AND is_publishable = 1 AND state = 'reported' \
                ORDER BY issued_at DESC, id DESC LIMIT 3";
    select(link, rest, &[campaign.to_cell(), unit.to_cell()]).await
}

impl ArticleRow {
    /// Whether it may still be changed in place: for what a page offers, never instead of the rule.
    pub fn is_draft(&self) -> bool {
        self.state == ArticleState::Draft
    }
}
