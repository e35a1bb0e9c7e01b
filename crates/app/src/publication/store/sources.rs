//! What sentences rest on: whether it is sealed and may be published, and how it is named to readers.

use base::db::{Cell, DbError, Link, Row, Stored};
use domain::campaign::SubjectKind;
use domain::common::id::{ArticleId, CampaignId, ReviewId};
use domain::publication::{SentenceSource, SourceKind, SourceRef};
use domain::rollup::{FigureKind, Figures};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use uuid::Uuid;

/// What is known of the source of a sentence.
#[derive(Clone, Copy, Debug)]
pub struct Fact {
    /// The sentence.
    pub sentence: Uuid,
    /// For the gate; none when the source is not there.
    pub source: Option<SentenceSource>,
    /// The review whose conclusion it is; none for a figure.
    pub review: Option<ReviewId>,
}

/// The sources of sentences `s`. A conclusion that was replaced after a petition is no longer publishable.
const SOURCES: &str = "LEFT JOIN conclusion_strength st ON s.source = 'strength' AND st.id = s.source_id \
    AND st.campaign_id = s.campaign_id AND st.is_dropped = 0 \
    LEFT JOIN conclusion_shortcoming sh ON s.source = 'shortcoming' AND sh.id = s.source_id \
    AND sh.campaign_id = s.campaign_id AND sh.is_dropped = 0 \
    LEFT JOIN conclusion_conclusion c ON c.id = COALESCE(st.conclusion_id, sh.conclusion_id) \
    LEFT JOIN rollup_summary su ON s.source = 'figure' AND su.id = s.source_id AND su.campaign_id = s.campaign_id ";

const FACT: &str = "SELECT s.id, COALESCE(st.id, sh.id, su.id) AS found, c.review_id, \
    CASE WHEN c.state = 'decided' OR su.state = 'reported' THEN 1 ELSE 0 END AS is_sealed, \
    CASE WHEN COALESCE(st.is_publishable, sh.is_publishable, su.is_publishable) = 1 AND NOT EXISTS (\
    SELECT 1 FROM conclusion_conclusion later WHERE later.subject_id = c.subject_id \
    AND later.state = 'decided' AND later.number > c.number) THEN 1 ELSE 0 END AS is_publishable ";

/// What is known of the source of each sentence of an article, in order, the lead first.
///
/// # Errors
/// What the database says.
pub async fn facts_of(link: &mut Link, article: ArticleId) -> Result<Vec<Fact>, DbError> {
    let sql = format!(
        "{FACT} FROM publication_sentence s {SOURCES} WHERE s.article_id = $1 AND s.is_struck = 0 \
         ORDER BY s.place, s.id"
    );
    link.rows(&sql, &[article.to_cell()]).await?.iter().map(fact).collect()
}

/// What is known of a source that no sentence rests on yet.
///
/// # Errors
/// What the database says.
pub async fn source_fact(
    link: &mut Link,
    campaign: CampaignId,
    source: SourceRef,
) -> Result<Option<SentenceSource>, DbError> {
    let sql = format!(
        "{FACT} FROM (SELECT CAST($1 AS TEXT) AS id, CAST($2 AS TEXT) AS campaign_id, \
         CAST($3 AS TEXT) AS source, CAST($1 AS TEXT) AS source_id) s {SOURCES}"
    );
    let values = [Cell::Text(source.id.to_string()), campaign.to_cell(), source.kind.to_cell()];
    Ok(link.row(&sql, &values).await?.as_ref().map(fact).transpose()?.and_then(|fact| fact.source))
}

/// The reviews whose conclusions sentences rest on, each once.
pub fn reviews_in(facts: &[Fact]) -> Vec<ReviewId> {
    let mut reviews: Vec<ReviewId> = facts.iter().filter_map(|fact| fact.review).collect();
    reviews.sort_unstable();
    reviews.dedup();
    reviews
}

/// The reviews whose conclusions other published articles of a campaign rest on.
///
/// # Errors
/// What the database says.
pub async fn reviews_out(
    link: &mut Link,
    campaign: CampaignId,
    but: ArticleId,
) -> Result<Vec<ReviewId>, DbError> {
    let sql = format!(
        "SELECT DISTINCT c.review_id FROM publication_sentence s \
         JOIN publication_article a ON a.id = s.article_id {SOURCES} WHERE s.campaign_id = $1 \
         AND a.state = 'published' AND a.id <> $2 AND s.is_struck = 0 AND c.review_id IS NOT NULL"
    );
    let rows = link.rows(&sql, &[campaign.to_cell(), but.to_cell()]).await?;
    rows.iter().map(|row| row.at(0)).collect()
}

fn fact(row: &Row) -> Result<Fact, DbError> {
    let found: Option<String> = row.get("found")?;
    let source =
        SentenceSource { is_sealed: row.get("is_sealed")?, is_publishable: row.get("is_publishable")? };
    Ok(Fact { sentence: row.get("id")?, source: found.map(|_| source), review: row.get("review_id")? })
}

/// What a sentence rests on, as far as readers are told: which conclusion, never on which person.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rests {
    /// The sentence.
    #[serde(skip)]
    pub sentence: Uuid,
    /// What kind of thing.
    pub kind: SourceKind,
    /// The body; or the unit of a summary.
    pub whose: String,
    /// Whether it is of the body or of a person.
    pub subject: Option<SubjectKind>,
    /// The number of a shortcoming in its review.
    pub number: Option<i64>,
    /// When the conclusion was decided.
    pub decided_at: Option<Timestamp>,
    /// The day of the figures.
    pub as_of: Option<Date>,
    /// Which figure.
    pub figure: Option<FigureKind>,
    /// Its value.
    pub value: Option<i64>,
}

impl Rests {
    /// Whether two sentences rest on the same thing.
    pub fn is_same(&self, other: &Rests) -> bool {
        Rests { sentence: other.sentence, ..self.clone() } == *other
    }
}

/// What each sentence of an article rests on, as readers are told.
///
/// # Errors
/// What the database says.
pub async fn rests_of(link: &mut Link, article: ArticleId) -> Result<Vec<Rests>, DbError> {
    let sql = format!(
        "SELECT s.id, s.source, s.source_figure, COALESCE(b.name, u.name, '') AS whose, j.kind, sh.number, \
         c.decided_at, su.as_of, su.figures FROM publication_sentence s {SOURCES} \
         LEFT JOIN campaign_subject j ON j.id = c.subject_id LEFT JOIN campaign_review r ON r.id = c.review_id \
         LEFT JOIN organisation_body b ON b.id = r.body_id LEFT JOIN organisation_unit u ON u.id = su.unit_id \
         WHERE s.article_id = $1 AND s.is_struck = 0 ORDER BY s.place, s.id"
    );
    let read = |row: &Row| {
        let figure: Option<FigureKind> = row.get("source_figure")?;
        let figures: Option<String> = row.get("figures")?;
        let figures = figures.and_then(|text| serde_json::from_str::<Figures>(&text).ok());
        Ok(Rests {
            sentence: row.get("id")?,
            kind: row.get("source")?,
            whose: row.get("whose")?,
            subject: row.get("kind")?,
            number: row.get("number")?,
            decided_at: row.get("decided_at")?,
            as_of: row.get("as_of")?,
            value: figure.zip(figures).map(|(kind, figures)| figures.total.of(kind)),
            figure,
        })
    };
    link.rows(&sql, &[article.to_cell()]).await?.iter().map(read).collect()
}
