//! What the first page and the table of contents ask.

use base::Failure;
use base::db::{DbError, Link, Row, Stored};
use base::house::Here;
use base::web::Words;
use domain::common::Role;
use domain::common::id::PersonId;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

/// Something that a person was told.
#[derive(Serialize)]
pub struct News {
    /// What it says.
    pub text: String,
    /// Where it leads.
    pub link: String,
    /// When.
    pub at: Timestamp,
}

/// A place where a person holds a role.
#[derive(Serialize)]
pub struct PlaceLink {
    /// The role.
    pub role: String,
    /// The place.
    pub name: String,
    /// Where it leads.
    pub path: String,
}

/// A campaign, or a review of it, that is going on where a person holds a role.
#[derive(Serialize)]
pub struct Running {
    /// The campaign, or the body that is reviewed.
    pub name: String,
    /// The campaign of a review.
    pub title: String,
    /// Where it leads.
    pub path: String,
}

/// The roles that see the board of their unit's campaigns, as a list in SQL.
const ON_THE_BOARD: &str = "('organiser','secretary','coder','verifier','chair','superior','inspector')";

/// The campaigns that a person's own units run, and the reviews of those units' bodies in campaigns of others.
///
/// # Errors
/// What the database says.
pub async fn running(link: &mut Link, person: PersonId, on: Date) -> Result<Vec<Running>, DbError> {
    let held = format!(
        "SELECT a.unit_id FROM organisation_assignment a WHERE a.person_id = $1 AND a.role IN {ON_THE_BOARD} \
         AND a.valid_from <= $2 AND (a.valid_to IS NULL OR a.valid_to >= $2)"
    );
    let values = [person.to_cell(), on.to_cell()];
    let campaigns = format!(
        "SELECT c.id, c.title FROM campaign_campaign c WHERE c.state = 'open' AND c.unit_id IN ({held}) \
         ORDER BY c.opens DESC, c.id LIMIT 8"
    );
    let campaign = |row: &Row| {
        let id: String = row.at(0)?;
        Ok(Running { name: row.at(1)?, title: String::new(), path: format!("/campaign/{id}") })
    };
    let mut running: Vec<Running> =
        link.rows(&campaigns, &values).await?.iter().map(campaign).collect::<Result<_, DbError>>()?;
    let reviews = format!(
        "SELECT r.id, b.name, c.title FROM campaign_review r JOIN organisation_body b ON b.id = r.body_id \
         JOIN campaign_campaign c ON c.id = r.campaign_id \
         WHERE c.state = 'open' AND b.unit_id IN ({held}) ORDER BY c.opens DESC, b.name LIMIT 8"
    );
    for row in link.rows(&reviews, &values).await? {
        let id: String = row.at(0)?;
        running.push(Running { name: row.at(1)?, title: row.at(2)?, path: format!("/campaign/review/{id}") });
    }
    Ok(running)
}

/// What a person was told lately.
///
/// # Errors
/// What the database says.
pub async fn news(link: &mut Link, words: Words, person: PersonId) -> Result<Vec<News>, Failure> {
    let sql = "SELECT message, args, link, at FROM base_notice WHERE person_id = $1 ORDER BY at DESC LIMIT 8";
    let mut news = Vec::new();
    for row in link.rows(sql, &[person.to_cell()]).await? {
        let args: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(&row.get::<String>("args")?)?;
        let args: Vec<(&str, String)> = args
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str().unwrap_or_default().to_owned()))
            .collect();
        let text = words.say(&row.get::<String>("message")?, &args);
        news.push(News { text, link: row.get("link")?, at: row.get("at")? });
    }
    Ok(news)
}

/// The places where a person holds a role on a day.
///
/// # Errors
/// What the database says.
pub async fn places(
    link: &mut Link,
    words: Words,
    person: PersonId,
    on: Date,
) -> Result<Vec<PlaceLink>, DbError> {
    let sql = "SELECT a.role, u.id AS unit_id, u.name AS unit_name, a.review_id, b.name AS body_name, c.title \
               FROM organisation_assignment a LEFT JOIN organisation_unit u ON u.id = a.unit_id \
               LEFT JOIN campaign_review r ON r.id = a.review_id \
               LEFT JOIN organisation_body b ON b.id = r.body_id \
               LEFT JOIN campaign_campaign c ON c.id = r.campaign_id \
               WHERE a.person_id = $1 AND a.valid_from <= $2 AND (a.valid_to IS NULL OR a.valid_to >= $2) \
               ORDER BY a.role, u.name, b.name";
    let rows = link.rows(sql, &[person.to_cell(), on.to_cell()]).await?;
    let found: Result<Vec<_>, _> = rows.iter().map(|row| place_of(row, words)).collect();
    Ok(found?.into_iter().flatten().collect())
}

fn place_of(row: &Row, words: Words) -> Result<Option<PlaceLink>, DbError> {
    let unit: Option<String> = row.get("unit_id")?;
    let review: Option<String> = row.get("review_id")?;
    let (name, path) = match (unit, review) {
        (Some(unit), _) => (row.get("unit_name")?, format!("/organisation/{unit}")),
        (None, Some(review)) => {
            let body: Option<String> = row.get("body_name")?;
            let title: Option<String> = row.get("title")?;
            let names = [body.unwrap_or_default(), title.unwrap_or_default()].join(" · ");
            // A contributor is let in where opinions are written, and nowhere else in the review.
            let is_contributor = row.get::<Role>("role")? == Role::Contributor;
            let path = if is_contributor { "opinion" } else { "campaign/review" };
            let end = if is_contributor { "/write" } else { "" };
            (names, format!("/{path}/{review}{end}"))
        }
        (None, None) if row.get::<Role>("role")? == Role::Administrator => {
            (words.t("home-whole-site"), "/organisation/accounts".to_owned())
        }
        (None, None) => return Ok(None),
    };
    Ok(Some(PlaceLink { role: words.code(row.get::<String>("role")?), name, path }))
}

/// For each stage of the review: what is open, and whether it is late.
///
/// # Errors
/// What the database says.
pub async fn waiting(link: &mut Link, here: &Here) -> Result<Vec<(String, i64, bool)>, Failure> {
    let Some(review) = here.review else { return Ok(Vec::new()) };
    let sql = "SELECT stage, total - done AS open, state FROM campaign_standing WHERE review_id = $1";
    let rows = link.rows(sql, &[review.to_cell()]).await?;
    let read = |row: &Row| {
        let state: String = row.get("state")?;
        Ok((row.get("stage")?, row.get("open")?, state == "late" || state == "blocked"))
    };
    rows.iter().map(read).collect::<Result<_, DbError>>().map_err(Failure::from)
}
