//! The table `plan_guidance`: advice where one plans, from a lesson.

use base::db::{DbError, Link, Stored};
use base::entity;
use base::unit::Unit;
use domain::common::id::{CampaignId, UnitId};
use domain::common::{Prose, Stage};
use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;

entity! {
    /// Advice where one plans, from a lesson.
    pub struct GuidanceRow = "plan_guidance" {
        /// Its key.
        id: Uuid,
        /// Whom it advises.
        unit_id: UnitId,
        /// The stage it is about.
        stage: Stage,
        /// The advice.
        text: Prose,
        /// When it was given.
        at: Timestamp,
    }
}

/// Lasting advice for a unit, to be committed together with the rows of the stage that gives it.
pub fn guidance(unit: &Unit, whom: UnitId, stage: Stage, text: Prose) -> GuidanceRow {
    GuidanceRow { id: unit.name(), unit_id: whom, stage, text, at: unit.at(), version: 0 }
}

/// Advice as the plan shows it.
#[derive(Clone, Debug, Serialize)]
pub struct Advice {
    /// The unit that was advised.
    pub unit: String,
    /// The stage it is about.
    pub stage: Stage,
    /// The advice.
    pub text: String,
    /// When it was given.
    pub at: Timestamp,
}

const ADVICE: &str = "SELECT u.name, g.stage, g.text, g.at FROM plan_guidance g \
                      JOIN organisation_unit u ON u.id = g.unit_id";

/// The advice that was given to the unit of a campaign or to a unit that reviews itself in it, the last first.
///
/// # Errors
/// What the database says.
pub async fn guidance_for(link: &mut Link, campaign: CampaignId) -> Result<Vec<Advice>, DbError> {
    let sql = format!(
        "{ADVICE} WHERE g.unit_id IN (SELECT unit_id FROM campaign_campaign WHERE id = $1) \
         OR g.unit_id IN (SELECT unit_id FROM campaign_review WHERE campaign_id = $1) \
         ORDER BY g.at DESC, g.id LIMIT 40"
    );
    advice(link.rows(&sql, &[campaign.to_cell()]).await?)
}

/// The advice that was given to a unit, the last first.
///
/// # Errors
/// What the database says.
pub async fn guidance_of(link: &mut Link, unit: UnitId) -> Result<Vec<Advice>, DbError> {
    let sql = format!("{ADVICE} WHERE g.unit_id = $1 ORDER BY g.at DESC, g.id LIMIT 40");
    advice(link.rows(&sql, &[unit.to_cell()]).await?)
}

fn advice(rows: Vec<base::db::Row>) -> Result<Vec<Advice>, DbError> {
    let read = |row: &base::db::Row| {
        Ok(Advice { unit: row.at(0)?, stage: row.at(1)?, text: row.at(2)?, at: row.at(3)? })
    };
    rows.iter().map(read).collect()
}
