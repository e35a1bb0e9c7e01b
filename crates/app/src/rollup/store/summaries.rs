//! The summaries that were issued.

use base::db::{DbError, Link, Stored, one, select};
use domain::common::id::{CampaignId, UnitId};
use serde::Serialize;

use super::SummaryRow;

/// An issued summary with the names that a list shows.
#[derive(Clone, Debug, Serialize)]
pub struct Issued {
    /// The summary; its figures are read on its own page.
    #[serde(skip)]
    pub row: SummaryRow,
    /// Its key.
    pub id: domain::common::id::SummaryId,
    /// The unit.
    pub unit: String,
    /// Who issued it.
    pub issuer: String,
}

/// What a unit and the units right below it have reported in a campaign, the latest first.
///
/// # Errors
/// What the database says.
pub async fn summaries_of(
    link: &mut Link,
    campaign: CampaignId,
    units: &[UnitId],
) -> Result<Vec<Issued>, DbError> {
    let rest = "WHERE campaign_id = $1 AND state = 'reported' ORDER BY issued_at DESC, id LIMIT 200";
    let rows: Vec<SummaryRow> = select(link, rest, &[campaign.to_cell()]).await?;
    let sql = "SELECT s.id, u.name, p.full_name FROM rollup_summary s \
               JOIN organisation_unit u ON u.id = s.unit_id JOIN organisation_person p ON p.id = s.issued_by \
               WHERE s.campaign_id = $1";
    let mut names = std::collections::HashMap::new();
    for row in link.rows(sql, &[campaign.to_cell()]).await? {
        let key: domain::common::id::SummaryId = row.at(0)?;
        names.insert(key, (row.at::<String>(1)?, row.at::<String>(2)?));
    }
    let named = |row: SummaryRow| {
        let (unit, issuer) = names.remove(&row.id).unwrap_or_default();
        Issued { id: row.id, unit, issuer, row }
    };
    Ok(rows.into_iter().filter(|row| units.contains(&row.unit_id)).map(named).collect())
}

/// What a unit reported last in a campaign.
///
/// # Errors
/// What the database says.
pub async fn last_of(
    link: &mut Link,
    campaign: CampaignId,
    unit: UnitId,
) -> Result<Option<SummaryRow>, DbError> {
    let rest = "WHERE campaign_id = $1 AND unit_id = $2 AND state = 'reported' ORDER BY issued_at DESC, id DESC LIMIT 1";
    one(link, rest, &[campaign.to_cell(), unit.to_cell()]).await
}
