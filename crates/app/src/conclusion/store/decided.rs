//! What was decided and is in force, for the stages that come after: remedies, summaries, articles.
//!
//! In force is the last decided conclusion of a subject. A draft is never given out here, nor what a re-review has
//! replaced.

use base::db::{Cell, DbError, Link, Row, Stored, select};
use domain::common::id::{CampaignId, ConclusionId, PersonId, ReviewId, SubjectId, UnitId};
use domain::common::kinds::SubjectKind;
use domain::conclusion::ConclusionKind;
use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;

use super::ShortcomingRow;

/// `c` is a conclusion in force.
const IN_FORCE: &str = "c.state = 'decided' AND NOT EXISTS (SELECT 1 FROM conclusion_conclusion later \
    WHERE later.subject_id = c.subject_id AND later.state = 'decided' AND later.number > c.number)";

/// The unit, body and subject of a conclusion `c`.
const ABOUT: &str = "JOIN campaign_review r ON r.id = c.review_id JOIN organisation_body b ON b.id = r.body_id \
    JOIN organisation_unit u ON u.id = r.unit_id JOIN campaign_subject s ON s.id = c.subject_id \
    LEFT JOIN organisation_person p ON p.id = s.person_id";

/// A strength or shortcoming that was decided and marked publishable.
#[derive(Clone, Debug, Serialize)]
pub struct PublishableItem {
    /// A strength or a shortcoming.
    pub kind: ConclusionKind,
    /// Its key: a `StrengthId` or a `ShortcomingId`.
    pub id: Uuid,
    /// The conclusion that holds it.
    pub conclusion_id: ConclusionId,
    /// The review.
    pub review_id: ReviewId,
    /// The subject.
    pub subject_id: SubjectId,
    /// The collective or an individual.
    pub subject_kind: SubjectKind,
    /// The body's or the person's name.
    pub subject: String,
    /// The unit.
    pub unit_id: UnitId,
    /// Its name.
    pub unit: String,
    /// The body's name.
    pub body: String,
    /// The title of a shortcoming; empty for a strength.
    pub title: String,
    /// What is held: the text of a strength, the matter of a shortcoming.
    pub text: String,
    /// The content under review.
    pub content: String,
    /// The focus area of a shortcoming.
    pub focus: Option<String>,
    /// When it was decided.
    pub decided_at: Timestamp,
}

/// Everything of a campaign that was decided, is in force and may be published: superior levels first.
///
/// # Errors
/// What the database says.
pub async fn publishable_items(
    link: &mut Link,
    campaign: CampaignId,
) -> Result<Vec<PublishableItem>, DbError> {
    let columns = "c.id AS conclusion_id, c.review_id, c.subject_id, s.kind AS subject_kind, \
        COALESCE(p.full_name, b.name) AS subject, r.unit_id, u.name AS unit, b.name AS body, \
        c.decided_at, r.level, s.place";
    let sql = format!(
        "SELECT i.id AS id, 'strength' AS kind, '' AS title, i.text, i.content, NULL AS focus, 0 AS number, {columns} \
         FROM conclusion_strength i JOIN conclusion_conclusion c ON c.id = i.conclusion_id {ABOUT} \
         WHERE i.campaign_id = $1 AND i.is_dropped = 0 AND i.is_publishable = 1 AND {IN_FORCE} UNION ALL \
         SELECT i.id AS id, 'shortcoming' AS kind, i.title, i.matter, i.content, i.focus, i.number, {columns} \
         FROM conclusion_shortcoming i JOIN conclusion_conclusion c ON c.id = i.conclusion_id {ABOUT} \
         WHERE i.campaign_id = $1 AND i.is_dropped = 0 AND i.is_publishable = 1 AND {IN_FORCE} \
         ORDER BY level, body, place, kind DESC, number, id"
    );
    link.rows(&sql, &[campaign.to_cell()]).await?.iter().map(publishable).collect()
}

fn publishable(row: &Row) -> Result<PublishableItem, DbError> {
    Ok(PublishableItem {
        kind: row.get("kind")?,
        id: row.get("id")?,
        conclusion_id: row.get("conclusion_id")?,
        review_id: row.get("review_id")?,
        subject_id: row.get("subject_id")?,
        subject_kind: row.get("subject_kind")?,
        subject: row.get("subject")?,
        unit_id: row.get("unit_id")?,
        unit: row.get("unit")?,
        body: row.get("body")?,
        title: row.get("title")?,
        text: row.get("text")?,
        content: row.get("content")?,
        focus: row.get("focus")?,
        decided_at: row.get("decided_at")?,
    })
}

/// A shortcoming that was decided and is in force, with whose it is.
#[derive(Clone, Debug, Serialize)]
pub struct CampaignShortcoming {
    /// The shortcoming.
    pub row: ShortcomingRow,
    /// The unit.
    pub unit_id: UnitId,
    /// Its name.
    pub unit: String,
    /// The body's name.
    pub body: String,
    /// The subject.
    pub subject_id: SubjectId,
    /// The collective or an individual.
    pub subject_kind: SubjectKind,
    /// The body's or the person's name.
    pub subject: String,
    /// The person, when it is an individual's.
    pub person_id: Option<PersonId>,
}

/// The shortcomings of a campaign that were decided and are in force, by review and number.
///
/// # Errors
/// What the database says.
pub async fn shortcomings_of_campaign(
    link: &mut Link,
    campaign: CampaignId,
) -> Result<Vec<CampaignShortcoming>, DbError> {
    shortcomings(link, "i.campaign_id = $1", &[campaign.to_cell()]).await
}

/// As [`shortcomings_of_campaign`], of one review.
///
/// # Errors
/// What the database says.
pub async fn shortcomings_of_review(
    link: &mut Link,
    review: ReviewId,
) -> Result<Vec<CampaignShortcoming>, DbError> {
    shortcomings(link, "i.review_id = $1", &[review.to_cell()]).await
}

async fn shortcomings(
    link: &mut Link,
    whose: &str,
    values: &[Cell],
) -> Result<Vec<CampaignShortcoming>, DbError> {
    let from = format!(
        "FROM conclusion_shortcoming i JOIN conclusion_conclusion c ON c.id = i.conclusion_id {ABOUT} \
         WHERE {whose} AND i.is_dropped = 0 AND {IN_FORCE}"
    );
    let rest = format!("WHERE id IN (SELECT i.id {from}) ORDER BY review_id, number, id");
    let rows: Vec<ShortcomingRow> = select(link, &rest, values).await?;
    let sql = format!(
        "SELECT i.id, r.unit_id, u.name AS unit, b.name AS body, c.subject_id, s.kind, s.person_id, \
         COALESCE(p.full_name, b.name) AS subject {from}"
    );
    let mut about = std::collections::HashMap::new();
    for row in link.rows(&sql, values).await? {
        about.insert(row.get::<Uuid>("id")?, row);
    }
    let with_names = |row: ShortcomingRow| {
        let found = about.get(&row.id.uuid());
        let found = found.ok_or_else(|| DbError::Shape(format!("whose shortcoming {} is", row.id)))?;
        Ok(CampaignShortcoming {
            unit_id: found.get("unit_id")?,
            unit: found.get("unit")?,
            body: found.get("body")?,
            subject_id: found.get("subject_id")?,
            subject_kind: found.get("kind")?,
            subject: found.get("subject")?,
            person_id: found.get("person_id")?,
            row,
        })
    };
    rows.into_iter().map(with_names).collect()
}
