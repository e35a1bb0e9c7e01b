//! Closing a campaign.

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use domain::campaign as rules;
use domain::common::id::CampaignId;

use super::store::{self, CampaignRow};

form! {
    /// A campaign to be closed.
    pub struct CloseCampaign = "campaign.close" {}
}

impl Act for CloseCampaign {
    type Outcome = CampaignId;

    async fn run(&self, unit: &mut Unit) -> Result<CampaignId, Failure> {
        let campaign: CampaignRow = unit.need(unit.campaign()?).await?;
        let (reviews, concluded) = store::review_counts(unit, campaign.id).await?;
        let number = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
        let closed = rules::close(&rules::CloseCampaign {
            state: campaign.state,
            n_reviews: number(reviews),
            n_concluded: number(concluded),
        })?;
        let row = CampaignRow { state: closed.state, ..campaign };
        Ok(unit.commit("campaign.closed", row, vec![]).await?.id)
    }

    fn landing(&self, _: &Here, closed: &CampaignId) -> String {
        format!("/campaign/{closed}")
    }
}
