//! The shortcomings of decided conclusions, as counts need them and as a list shows them.

use base::db::{Cell, DbError, Link, Stored};
use domain::campaign::SubjectKind;
use domain::common::id::{CampaignId, ReviewId, ShortcomingId, UnitId};
use jiff::civil::Date;
use serde::Serialize;

use super::counts::stands;

/// What is counted of a shortcoming that was held.
#[derive(Clone, Debug)]
pub struct Held {
    /// The review.
    pub review: ReviewId,
    /// The content under review.
    pub content: String,
    /// The focus area.
    pub focus: Option<String>,
    /// The extent, in the words of the conclusion.
    pub extent: Option<String>,
    /// How often it has happened.
    pub times: i64,
}

/// The shortcomings that decided conclusions of a campaign hold.
///
/// # Errors
/// What the database says.
pub async fn held(link: &mut Link, campaign: CampaignId) -> Result<Vec<Held>, DbError> {
    let sql = concat!(
        "SELECT s.review_id, s.content, s.focus, s.extent, s.times FROM conclusion_shortcoming s ",
        "JOIN conclusion_conclusion c ON c.id = s.conclusion_id ",
        "WHERE s.campaign_id = $1 AND s.is_dropped = 0 AND ",
        stands!()
    );
    let read = |row: &base::db::Row| {
        Ok(Held {
            review: row.at(0)?,
            content: row.at(1)?,
            focus: row.at(2)?,
            extent: row.at(3)?,
            times: row.at(4)?,
        })
    };
    link.rows(sql, &[campaign.to_cell()]).await?.iter().map(read).collect()
}

/// Which shortcomings a list asks for.
#[derive(Clone, Debug)]
pub struct Sought {
    /// The campaign.
    pub campaign: CampaignId,
    /// The top of the subtree.
    pub unit: UnitId,
    /// Whether that is the campaign's own unit.
    pub is_top: bool,
    /// The day of the tree.
    pub on: Date,
    /// A content; empty for any.
    pub content: String,
    /// A focus area; empty for any, `-` for none.
    pub focus: String,
}

/// A shortcoming in a list. Who is meant stands in the conclusion, behind its own rights.
#[derive(Clone, Debug, Serialize)]
pub struct HeldPage {
    /// Its key.
    pub id: ShortcomingId,
    /// The review.
    pub review: ReviewId,
    /// Its number there.
    pub number: i64,
    /// What it is.
    pub title: String,
    /// The extent as stated.
    pub extent: Option<String>,
    /// How often it has happened.
    pub times: i64,
    /// The body.
    pub body: String,
    /// Whether it is the body's or a person's.
    pub subject: SubjectKind,
}

/// A page of shortcomings, and how many there are.
///
/// # Errors
/// What the database says.
pub async fn shortcomings(
    link: &mut Link,
    sought: &Sought,
    page: i64,
    size: i64,
) -> Result<(Vec<HeldPage>, i64), DbError> {
    let sql = concat!(
        "WITH RECURSIVE down (id, depth) AS (SELECT CAST($2 AS TEXT), 0 UNION ",
        "SELECT l.child_id, down.depth + 1 FROM organisation_link l JOIN down ON l.parent_id = down.id ",
        "WHERE l.kind = 'belongs_to' AND down.depth < 30 AND l.valid_from <= $3 ",
        "AND (l.valid_to IS NULL OR l.valid_to >= $3)) ",
        "SELECT s.id, s.review_id, s.number, s.title, s.extent, s.times, b.name, u.kind, COUNT(*) OVER () ",
        "FROM conclusion_shortcoming s JOIN conclusion_conclusion c ON c.id = s.conclusion_id ",
        "JOIN campaign_subject u ON u.id = c.subject_id JOIN campaign_review r ON r.id = s.review_id ",
        "JOIN organisation_body b ON b.id = r.body_id WHERE s.campaign_id = $1 AND s.is_dropped = 0 AND ",
        stands!(),
        " ",
        "AND (CAST($4 AS BIGINT) = 1 OR r.unit_id IN (SELECT id FROM down)) ",
        "AND (CAST($5 AS TEXT) = '' OR s.content = $5) ",
        "AND (CAST($6 AS TEXT) = '' OR COALESCE(s.focus, '-') = $6) ",
        "ORDER BY r.level, b.name, s.number, s.id LIMIT $7 OFFSET $8 ",
    );
    let values = [
        sought.campaign.to_cell(),
        sought.unit.to_cell(),
        sought.on.to_cell(),
        i64::from(sought.is_top).into(),
        Cell::Text(sought.content.clone()),
        Cell::Text(sought.focus.clone()),
        size.into(),
        ((page - 1) * size).into(),
    ];
    let rows = link.rows(sql, &values).await?;
    let total = rows.first().map_or(Ok(0), |row| row.at(8))?;
    let read = |row: &base::db::Row| {
        Ok(HeldPage {
            id: row.at(0)?,
            review: row.at(1)?,
            number: row.at(2)?,
            title: row.at(3)?,
            extent: row.at(4)?,
            times: row.at(5)?,
            body: row.at(6)?,
            subject: row.at(7)?,
        })
    };
    Ok((rows.iter().map(read).collect::<Result<_, DbError>>()?, total))
}
