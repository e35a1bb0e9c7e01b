//! Counting reviews, people and conclusions: once by review for the lines, once plainly for the total.

use std::collections::HashSet;

use base::db::{Cell, DbError, Link, Stored};
use domain::common::id::{CampaignId, ReviewId, UnitId};
use domain::rollup::FigureKind;
use jiff::civil::Date;

/// A unit below, and the unit right below the top of the summary through which it hangs.
#[derive(Clone, Debug)]
pub struct Branch {
    /// The unit.
    pub unit: UnitId,
    /// The unit right below the top.
    pub branch: UnitId,
    /// The name of that unit.
    pub name: String,
}

/// All units below a unit on a day, with their branches; the branches in the order of their codes.
///
/// # Errors
/// What the database says.
pub async fn branches(link: &mut Link, unit: UnitId, on: Date) -> Result<Vec<Branch>, DbError> {
    let sql = "WITH RECURSIVE down (id, branch, depth) AS (\
        SELECT l.child_id, l.child_id, 1 FROM organisation_link l WHERE l.parent_id = $1 \
        AND l.kind = 'belongs_to' AND l.valid_from <= $2 AND (l.valid_to IS NULL OR l.valid_to >= $2) \
        UNION ALL SELECT l.child_id, down.branch, down.depth + 1 FROM organisation_link l \
        JOIN down ON l.parent_id = down.id WHERE l.kind = 'belongs_to' AND down.depth < 30 \
        AND l.valid_from <= $2 AND (l.valid_to IS NULL OR l.valid_to >= $2)) \
        SELECT down.id, down.branch, u.name FROM down JOIN organisation_unit u ON u.id = down.branch \
        ORDER BY down.depth, u.code, down.id";
    let rows = link.rows(sql, &[unit.to_cell(), on.to_cell()]).await?;
    rows.iter().map(|row| Ok(Branch { unit: row.at(0)?, branch: row.at(1)?, name: row.at(2)? })).collect()
}

/// The reviews of a campaign with their units.
///
/// # Errors
/// What the database says.
pub async fn reviews(link: &mut Link, campaign: CampaignId) -> Result<Vec<(ReviewId, UnitId)>, DbError> {
    let sql = "SELECT id, unit_id FROM campaign_review WHERE campaign_id = $1 ORDER BY level, id";
    link.rows(sql, &[campaign.to_cell()]).await?.iter().map(|row| Ok((row.at(0)?, row.at(1)?))).collect()
}

/// Holds for a conclusion `c` that stands: decided, and not decided anew since. A petition that was granted leads
/// to a further conclusion on the same subject, and only the last one counts.
macro_rules! stands {
    () => {
        "c.state = 'decided' AND NOT EXISTS (SELECT 1 FROM conclusion_conclusion later \
         WHERE later.subject_id = c.subject_id AND later.state = 'decided' AND later.number > c.number)"
    };
}
pub(super) use stands;

/// What is counted for each review of a campaign. A person is counted where their dossier is decided, so that
/// somebody who is heard in two bodies is one person.
///
/// # Errors
/// What the database says.
pub async fn counts_by_review(
    link: &mut Link,
    campaign: CampaignId,
) -> Result<Vec<(ReviewId, FigureKind, i64)>, DbError> {
    let sql = concat!(
        "SELECT deciding_review_id, 'figure_people', COUNT(*) FROM campaign_dossier ",
        "WHERE campaign_id = $1 GROUP BY deciding_review_id ",
        "UNION ALL SELECT review_id, 'figure_subjects', COUNT(*) FROM campaign_subject ",
        "WHERE campaign_id = $1 GROUP BY review_id ",
        "UNION ALL SELECT c.review_id, 'figure_decided', COUNT(*) FROM conclusion_conclusion c ",
        "WHERE c.campaign_id = $1 AND ",
        stands!(),
        " GROUP BY c.review_id UNION ALL SELECT s.review_id, 'figure_strengths', COUNT(*) ",
        "FROM conclusion_strength s JOIN conclusion_conclusion c ON c.id = s.conclusion_id ",
        "WHERE s.campaign_id = $1 AND s.is_dropped = 0 AND ",
        stands!(),
        " GROUP BY s.review_id"
    );
    let rows = link.rows(sql, &[campaign.to_cell()]).await?;
    rows.iter().map(|row| Ok((row.at(0)?, row.at(1)?, row.at(2)?))).collect()
}

/// The reviews of a summary without its lines: all of the campaign at its top, else those of the subtree.
const HERE: &str = "WITH RECURSIVE down (id, depth) AS (SELECT CAST($2 AS TEXT), 0 UNION \
    SELECT l.child_id, down.depth + 1 FROM organisation_link l JOIN down ON l.parent_id = down.id \
    WHERE l.kind = 'belongs_to' AND down.depth < 30 AND l.valid_from <= $3 \
    AND (l.valid_to IS NULL OR l.valid_to >= $3)), \
    here AS (SELECT r.id FROM campaign_review r WHERE r.campaign_id = $1 \
    AND (CAST($4 AS BIGINT) = 1 OR r.unit_id IN (SELECT id FROM down)))";

fn scope(campaign: CampaignId, unit: UnitId, on: Date, is_top: bool) -> [Cell; 4] {
    [campaign.to_cell(), unit.to_cell(), on.to_cell(), i64::from(is_top).into()]
}

/// The totals of a summary, counted plainly: not by adding up its lines.
///
/// # Errors
/// What the database says.
pub async fn plain_totals(
    link: &mut Link,
    campaign: CampaignId,
    (unit, is_top): (UnitId, bool),
    on: Date,
) -> Result<Vec<(FigureKind, i64)>, DbError> {
    let decided = concat!(
        "JOIN conclusion_conclusion c ON c.id = s.conclusion_id ",
        "WHERE s.review_id IN (SELECT id FROM here) AND s.is_dropped = 0 AND ",
        stands!()
    );
    let stands = stands!();
    let sql = format!(
        "{HERE} SELECT 'figure_reviews', COUNT(*) FROM here \
         UNION ALL SELECT 'figure_people', COUNT(*) FROM campaign_dossier \
         WHERE deciding_review_id IN (SELECT id FROM here) \
         UNION ALL SELECT 'figure_subjects', COUNT(*) FROM campaign_subject \
         WHERE review_id IN (SELECT id FROM here) \
         UNION ALL SELECT 'figure_decided', COUNT(*) FROM conclusion_conclusion c \
         WHERE c.review_id IN (SELECT id FROM here) AND {stands} \
         UNION ALL SELECT 'figure_strengths', COUNT(*) FROM conclusion_strength s {decided} \
         UNION ALL SELECT 'figure_shortcomings', COUNT(*) FROM conclusion_shortcoming s {decided} \
         UNION ALL SELECT 'figure_repeated', COUNT(*) FROM conclusion_shortcoming s {decided} AND s.times > 1"
    );
    let rows = link.rows(&sql, &scope(campaign, unit, on, is_top)).await?;
    rows.iter().map(|row| Ok((row.at(0)?, row.at(1)?))).collect()
}

/// The reviews of a summary, found without its lines.
///
/// # Errors
/// What the database says.
pub async fn scope_reviews(
    link: &mut Link,
    campaign: CampaignId,
    (unit, is_top): (UnitId, bool),
    on: Date,
) -> Result<HashSet<ReviewId>, DbError> {
    let sql = format!("{HERE} SELECT id FROM here");
    let rows = link.rows(&sql, &scope(campaign, unit, on, is_top)).await?;
    rows.iter().map(|row| row.at(0)).collect()
}
