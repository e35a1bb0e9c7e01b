//! What the pages and acts of the lesson stage ask.

use base::db::{DbError, Link, Stored, select};
use domain::common::id::{CampaignId, ConferenceId, PersonId, ReviewId, UnitId};
use domain::conference::ConferenceState;
use domain::lesson::RequirementState;
use domain::organisation::BodyRank;
use jiff::civil::Date;
use serde::Serialize;

use super::{RequirementAddresseeRow, RequirementRow};

/// The requirements of a conference, in their order.
///
/// # Errors
/// What the database says.
pub async fn requirements_of(
    link: &mut Link,
    conference: ConferenceId,
) -> Result<Vec<RequirementRow>, DbError> {
    select(link, "WHERE conference_id = $1 ORDER BY number", &[conference.to_cell()]).await
}

/// To whom the requirements of a conference are addressed.
///
/// # Errors
/// What the database says.
pub async fn addressees_of(
    link: &mut Link,
    conference: ConferenceId,
) -> Result<Vec<RequirementAddresseeRow>, DbError> {
    let rest =
        "WHERE requirement_id IN (SELECT id FROM lesson_requirement WHERE conference_id = $1) ORDER BY id";
    select(link, rest, &[conference.to_cell()]).await
}

/// A requirement with one unit that it is addressed to.
#[derive(Clone, Debug, Serialize)]
pub struct Addressed {
    /// The requirement.
    pub requirement: RequirementRow,
    /// Where it stands with the unit.
    pub addressee: RequirementAddresseeRow,
    /// The unit.
    pub unit: String,
    /// The title of the conference.
    pub conference: String,
    /// Whether its minutes are sealed, so that it is issued.
    pub is_issued: bool,
}

const NAMES: &str = "SELECT a.id, u.name, c.title, c.state FROM lesson_addressee a \
    JOIN organisation_unit u ON u.id = a.unit_id JOIN lesson_requirement r ON r.id = a.requirement_id \
    JOIN conference_conference c ON c.id = r.conference_id";

/// What the conferences of a campaign required, of whom, and where it stands.
///
/// # Errors
/// What the database says.
pub async fn addressed_in(link: &mut Link, campaign: CampaignId) -> Result<Vec<Addressed>, DbError> {
    let key = [campaign.to_cell()];
    let requirements = select(link, "WHERE campaign_id = $1 ORDER BY conference_id, number", &key).await?;
    let addressees = select(link, "WHERE campaign_id = $1 ORDER BY id", &key).await?;
    let names = link.rows(&format!("{NAMES} WHERE a.campaign_id = $1"), &key).await?;
    together(requirements, addressees, names)
}

/// What was required of a unit and is issued, the last first.
///
/// # Errors
/// What the database says.
pub async fn addressed_to(link: &mut Link, unit: UnitId) -> Result<Vec<Addressed>, DbError> {
    let key = [unit.to_cell()];
    let rest =
        "WHERE id IN (SELECT requirement_id FROM lesson_addressee WHERE unit_id = $1) ORDER BY id DESC";
    let requirements = select(link, rest, &key).await?;
    let addressees = select(link, "WHERE unit_id = $1 ORDER BY id", &key).await?;
    let names = link.rows(&format!("{NAMES} WHERE a.unit_id = $1"), &key).await?;
    let all = together(requirements, addressees, names)?;
    Ok(all.into_iter().filter(|line| line.is_issued).collect())
}

fn together(
    requirements: Vec<RequirementRow>,
    addressees: Vec<RequirementAddresseeRow>,
    names: Vec<base::db::Row>,
) -> Result<Vec<Addressed>, DbError> {
    let mut known = std::collections::HashMap::new();
    for row in names {
        let state: ConferenceState = row.at(3)?;
        let is_issued = state == ConferenceState::Closed;
        known.insert(row.at::<uuid::Uuid>(0)?, (row.at::<String>(1)?, row.at::<String>(2)?, is_issued));
    }
    let mut by_requirement = std::collections::HashMap::<_, Vec<RequirementAddresseeRow>>::new();
    for addressee in addressees {
        by_requirement.entry(addressee.requirement_id).or_default().push(addressee);
    }
    let mut lines = Vec::new();
    for requirement in requirements {
        for addressee in by_requirement.remove(&requirement.id).unwrap_or_default() {
            let (unit, conference, is_issued) = known.get(&addressee.id).cloned().unwrap_or_default();
            let requirement = requirement.clone();
            lines.push(Addressed { requirement, addressee, unit, conference, is_issued });
        }
    }
    Ok(lines)
}

/// The heads of the bodies that review themselves in a campaign.
///
/// # Errors
/// What the database says.
pub async fn heads_of(link: &mut Link, campaign: CampaignId, on: Date) -> Result<Vec<PersonId>, DbError> {
    let sql = "SELECT DISTINCT m.person_id FROM organisation_membership m \
               JOIN campaign_review r ON r.body_id = m.body_id \
               WHERE r.campaign_id = $1 AND m.rank = $2 AND m.valid_from <= $3 \
               AND (m.valid_to IS NULL OR m.valid_to >= $3)";
    let values = [campaign.to_cell(), BodyRank::Head.to_cell(), on.to_cell()];
    link.rows(sql, &values).await?.iter().map(|row| row.at(0)).collect()
}

/// The reviews of a campaign, each with its unit.
///
/// # Errors
/// What the database says.
pub async fn reviews_of(link: &mut Link, campaign: CampaignId) -> Result<Vec<(ReviewId, UnitId)>, DbError> {
    let sql = "SELECT id, unit_id FROM campaign_review WHERE campaign_id = $1 ORDER BY level, id";
    link.rows(sql, &[campaign.to_cell()]).await?.iter().map(|row| Ok((row.at(0)?, row.at(1)?))).collect()
}

/// How many requirements a unit has from a campaign: those that became tasks, and all.
///
/// # Errors
/// What the database says.
pub async fn planned_of(link: &mut Link, campaign: CampaignId, unit: UnitId) -> Result<(i64, i64), DbError> {
    let sql = "SELECT COUNT(CASE WHEN state = $3 THEN 1 END) AS planned, COUNT(*) AS total \
               FROM lesson_addressee WHERE campaign_id = $1 AND unit_id = $2";
    let values = [campaign.to_cell(), unit.to_cell(), RequirementState::Planned.to_cell()];
    link.row(sql, &values).await?.map_or(Ok((0, 0)), |row| Ok((row.at(0)?, row.at(1)?)))
}
