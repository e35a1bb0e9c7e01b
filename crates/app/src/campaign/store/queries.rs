//! What the pages and later stages ask of a campaign.

use base::Failure;
use base::db::{DbError, Link, Row, Stored, one, select};
use base::unit::Unit;
use domain::campaign::standing;
use domain::common::Stage;
use domain::common::id::{BodyId, CampaignId, PersonId, ReviewId, UnitId};
use jiff::civil::Date;
use serde::Serialize;

use super::{CarriedItemRow, ContentRow, ReviewRow, StandingRow, SubjectRow};
use crate::directive::store as directive;

/// A subject with its name: the body's or the person's.
#[derive(Clone, Debug, Serialize)]
pub struct NamedSubject {
    /// The subject.
    pub subject: SubjectRow,
    /// Its name.
    pub name: String,
}

/// The subjects of a review in the order of the review: the collective, the head, deputies, members.
///
/// # Errors
/// What the database says.
pub async fn subjects_of(link: &mut Link, review: ReviewId) -> Result<Vec<NamedSubject>, DbError> {
    let subjects: Vec<SubjectRow> =
        select(link, "WHERE review_id = $1 ORDER BY place", &[review.to_cell()]).await?;
    let sql = "SELECT s.id, COALESCE(p.full_name, b.name) AS name FROM campaign_subject s \
               JOIN campaign_review r ON r.id = s.review_id JOIN organisation_body b ON b.id = r.body_id \
               LEFT JOIN organisation_person p ON p.id = s.person_id WHERE s.review_id = $1";
    let names: Vec<(String, String)> = pairs(link.rows(sql, &[review.to_cell()]).await?)?;
    let named = |subject: SubjectRow| {
        let id = subject.id.to_string();
        let name = names.iter().find(|(key, _)| *key == id).map(|(_, name)| name.clone()).unwrap_or_default();
        NamedSubject { subject, name }
    };
    Ok(subjects.into_iter().map(named).collect())
}

fn pairs(rows: Vec<Row>) -> Result<Vec<(String, String)>, DbError> {
    rows.iter().map(|row| Ok((row.at(0)?, row.at(1)?))).collect()
}

/// The collective subject of a review.
///
/// # Errors
/// [`Failure::Missing`] when the review has none.
pub async fn collective_of(link: &mut Link, review: ReviewId) -> Result<SubjectRow, Failure> {
    let rest = "WHERE review_id = $1 AND kind = 'collective'";
    one(link, rest, &[review.to_cell()]).await?.ok_or(Failure::Missing)
}

/// A person as a subject of a review.
///
/// # Errors
/// What the database says.
pub async fn subject_of_person(
    link: &mut Link,
    review: ReviewId,
    person: PersonId,
) -> Result<Option<SubjectRow>, DbError> {
    one(link, "WHERE review_id = $1 AND person_id = $2", &[review.to_cell(), person.to_cell()]).await
}

/// The contents under review and the focus areas of a campaign.
///
/// # Errors
/// What the database says.
pub async fn contents_of(link: &mut Link, campaign: CampaignId) -> Result<Vec<ContentRow>, DbError> {
    select(link, "WHERE campaign_id = $1 ORDER BY kind, place", &[campaign.to_cell()]).await
}

/// What the period before left open for a review.
///
/// # Errors
/// What the database says.
pub async fn carried_items_of(link: &mut Link, review: ReviewId) -> Result<Vec<CarriedItemRow>, DbError> {
    select(link, "WHERE review_id = $1 ORDER BY code", &[review.to_cell()]).await
}

/// Where each stage of a review stands.
///
/// # Errors
/// What the database says.
pub async fn standings_of(link: &mut Link, review: ReviewId) -> Result<Vec<StandingRow>, DbError> {
    let rows = select(link, "WHERE review_id = $1", &[review.to_cell()]).await?;
    with_directive(link, rows).await
}

/// Where every stage of every review of a campaign stands.
///
/// # Errors
/// What the database says.
pub async fn board(link: &mut Link, campaign: CampaignId) -> Result<Vec<StandingRow>, DbError> {
    let rows = select(link, "WHERE campaign_id = $1", &[campaign.to_cell()]).await?;
    with_directive(link, rows).await
}

/// The stage of the directives comes before the campaign and knows nothing of it: where it stands is counted when it
/// is read, from what the unit of the review has acknowledged.
async fn with_directive(link: &mut Link, mut rows: Vec<StandingRow>) -> Result<Vec<StandingRow>, DbError> {
    let Some(campaign) = rows.first().map(|row| row.campaign_id) else { return Ok(rows) };
    let acknowledged = directive::acknowledgements(link).await?;
    let reviews: Vec<ReviewRow> = select(link, "WHERE campaign_id = $1", &[campaign.to_cell()]).await?;
    for row in rows.iter_mut().filter(|row| row.stage == Stage::Directive) {
        let unit = reviews.iter().find(|review| review.id == row.review_id).map(|review| review.unit_id);
        if let Some((done, total)) = unit.and_then(|unit| acknowledged.get(&unit)) {
            (row.done, row.total) = (*done, *total);
            row.state = standing::begun(*done, *total);
        }
    }
    Ok(rows)
}

/// Where one stage of a review stands; none when the stage is not on the line.
///
/// # Errors
/// What the database says.
pub async fn standing_of(
    link: &mut Link,
    review: ReviewId,
    stage: Stage,
) -> Result<Option<StandingRow>, DbError> {
    one(link, "WHERE review_id = $1 AND stage = $2", &[review.to_cell(), stage.to_cell()]).await
}

/// The reviews of a campaign, superior levels first.
///
/// # Errors
/// What the database says.
pub async fn reviews_of(link: &mut Link, campaign: CampaignId) -> Result<Vec<ReviewRow>, DbError> {
    select(link, "WHERE campaign_id = $1 ORDER BY level, id", &[campaign.to_cell()]).await
}

/// How many subjects a campaign has: bodies, and people in each body in which they are heard.
///
/// # Errors
/// What the database says.
pub async fn subject_count(link: &mut Link, campaign: CampaignId) -> Result<i64, DbError> {
    link.count("SELECT COUNT(*) FROM campaign_subject WHERE campaign_id = $1", &[campaign.to_cell()]).await
}

/// The new standing of a stage of a review, to be committed together with the rows of the act that moved it.
///
/// # Errors
/// What the database says.
pub async fn stand(
    unit: &mut Unit,
    review: ReviewId,
    stage: Stage,
    done: i64,
    total: i64,
) -> Result<Option<StandingRow>, Failure> {
    let found = standing_of(unit, review, stage).await?;
    let state = standing::begun(done, total);
    let changed_at = unit.at();
    Ok(found.map(|row| StandingRow { state, done, total, blocked_by: None, changed_at, ..row }))
}

/// The bodies of a subtree, for the form.
///
/// # Errors
/// What the database says.
pub async fn bodies_below(link: &mut Link, unit: UnitId, on: Date) -> Result<Vec<(BodyId, String)>, Failure> {
    let sql = "WITH RECURSIVE down (id, depth) AS (SELECT CAST($1 AS TEXT), 0 UNION ALL \
        SELECT l.child_id, down.depth + 1 FROM organisation_link l JOIN down ON l.parent_id = down.id \
        WHERE l.kind = 'belongs_to' AND down.depth < 30 AND l.valid_from <= $2 \
        AND (l.valid_to IS NULL OR l.valid_to >= $2)) \
        SELECT b.id, b.name, u.name AS unit FROM down JOIN organisation_unit u ON u.id = down.id \
        JOIN organisation_body b ON b.unit_id = down.id ORDER BY down.depth, b.code";
    let rows = link.rows(sql, &[unit.to_cell(), on.to_cell()]).await?;
    let read = |row: &Row| {
        Ok((row.get("id")?, format!("{} · {}", row.get::<String>("name")?, row.get::<String>("unit")?)))
    };
    rows.iter().map(read).collect::<Result<_, DbError>>().map_err(Failure::from)
}

/// The reviews of a campaign with the names of their bodies, superior levels first.
///
/// # Errors
/// What the database says.
pub async fn named_reviews(
    link: &mut Link,
    campaign: CampaignId,
) -> Result<Vec<(ReviewId, String)>, DbError> {
    let sql = "SELECT r.id, b.name FROM campaign_review r JOIN organisation_body b ON b.id = r.body_id \
               WHERE r.campaign_id = $1 ORDER BY r.level, b.name";
    let rows = link.rows(sql, &[campaign.to_cell()]).await?;
    rows.iter().map(|row| Ok((row.get("id")?, row.get("name")?))).collect()
}

/// How many reviews a campaign has, and how many of them are concluded.
///
/// # Errors
/// What the database says.
pub async fn review_counts(link: &mut Link, campaign: CampaignId) -> Result<(i64, i64), DbError> {
    let of_campaign = [campaign.to_cell()];
    let reviews =
        link.count("SELECT COUNT(*) FROM campaign_review WHERE campaign_id = $1", &of_campaign).await?;
    let sql = "SELECT COUNT(*) FROM campaign_standing \
               WHERE campaign_id = $1 AND stage = 'conclusion' AND state = 'done'";
    Ok((reviews, link.count(sql, &of_campaign).await?))
}
