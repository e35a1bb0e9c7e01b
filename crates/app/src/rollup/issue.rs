//! Issuing a summary: its figures are frozen and go to the level above.

use base::db::find;
use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use base::{Failure, form};
use domain::common::Role;
use domain::common::id::{CampaignId, SummaryId};
use domain::rollup as rules;
use domain::rollup::Figures;

use super::count;
use super::store::{self, SummaryRow};
use crate::campaign::store::CampaignRow;
use crate::organisation::store::{self as organisation, UnitRow};

form! {
    /// A summary to be issued.
    pub struct IssueSummary = "rollup.issue_summary" {
        /// The campaign.
        campaign: one hidden CampaignId,
        /// Whether an article may carry its figures.
        is_publishable: flag check bool,
    }
}

impl Act for IssueSummary {
    /// The campaign and the summary.
    type Outcome = (CampaignId, SummaryId);
    const LIMIT_MS: u64 = 5_000;

    async fn run(&self, unit: &mut Unit) -> Result<(CampaignId, SummaryId), Failure> {
        let (campaign, at) = super::scope(unit, self.campaign).await?;
        let today = unit.today();
        let figures = count::figures(unit, &campaign, &at, today).await?;
        let last = store::last_of(unit, campaign.id, at.id).await?;
        let last = last.map(|row| serde_json::from_str::<Figures>(&row.figures)).transpose()?;
        let issued = rules::issue(&rules::IssueSummary { figures: &figures, last: last.as_ref() })?;
        let row = SummaryRow {
            id: unit.name(),
            campaign_id: campaign.id,
            unit_id: at.id,
            as_of: figures.as_of,
            figures: serde_json::to_string(&figures)?,
            is_publishable: self.is_publishable,
            state: issued.state,
            issued_by: unit.person()?,
            issued_at: unit.at(),
            version: 0,
        };
        let notices = told(unit, &campaign, &at, row.id).await?;
        let row = unit.commit("rollup.summary_issued", row, notices).await?;
        Ok((campaign.id, row.id))
    }

    fn landing(&self, here: &Here, (campaign, summary): &(CampaignId, SummaryId)) -> String {
        format!("/rollup/of/{}/{campaign}/summary/{summary}", here.key)
    }
}

/// The level above is told: whoever is the unit's superior, and the organisers of the unit above.
async fn told(
    unit: &mut Unit,
    campaign: &CampaignRow,
    at: &UnitRow,
    summary: SummaryId,
) -> Result<Vec<Notice>, Failure> {
    let today = unit.today();
    let mut people = organisation::holders_at(unit, at.id, Role::Superior, today).await?;
    let above = organisation::path_to_root(unit, at.id, today).await?.get(1).copied();
    if let Some(above) = above {
        people.extend(organisation::holders_at(unit, above, Role::Organiser, today).await?);
    }
    people.sort_unstable();
    people.dedup();
    let actor = unit.person()?;
    let link = format!("/rollup/of/{}/{}/summary/{summary}", at.id, campaign.id);
    let notice = |person| Notice::new(person, "notice-rollup-issued", link.clone()).arg("unit", &at.name);
    Ok(people.into_iter().filter(|person| *person != actor).map(notice).collect())
}

/// The summary of this key at a unit of a campaign; one of another is not there.
///
/// # Errors
/// [`Failure::Missing`] when there is none.
pub(super) async fn summary_at(
    link: &mut base::Link,
    id: SummaryId,
    campaign: &CampaignRow,
    unit: &UnitRow,
) -> Result<(SummaryRow, Figures), Failure> {
    let row: SummaryRow = find(link, id).await?.ok_or(Failure::Missing)?;
    let is_here = row.campaign_id == campaign.id && row.unit_id == unit.id;
    let figures = serde_json::from_str(&row.figures)?;
    is_here.then_some((row, figures)).ok_or(Failure::Missing)
}
