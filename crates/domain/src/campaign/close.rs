//! A campaign is closed: every review has ended, and what is left open is carried over.

use super::CampaignState;
use crate::common::{Refusal, Role};

/// What is known when a campaign is to be closed.
#[derive(Debug, Clone, Copy)]
pub struct CloseCampaign {
    /// Where it stands.
    pub state: CampaignState,
    /// How many reviews it has.
    pub n_reviews: u32,
    /// How many of them have all their conclusions decided.
    pub n_concluded: u32,
}

/// A campaign that may be closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CampaignClosed {
    /// Where it stands now.
    pub state: CampaignState,
}

/// Decides whether a campaign may be closed.
///
/// # Errors
///
/// Refuses one that is not open, and one with a review that is not concluded.
pub fn close(command: &CloseCampaign) -> Result<CampaignClosed, Refusal> {
    if command.state != CampaignState::Open {
        return Err(Refusal::new("campaign.not_open")
            .arg("state_code", command.state)
            .next("campaign", Role::Organiser));
    }
    if command.n_concluded < command.n_reviews {
        return Err(Refusal::new("campaign.reviews_not_concluded")
            .arg("open", command.n_reviews - command.n_concluded)
            .arg("total", command.n_reviews)
            .next("conclusion", Role::Chair));
    }
    Ok(CampaignClosed { state: CampaignState::Closed })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(state: CampaignState, n_concluded: u32, expected: Result<(), &str>) {
        let closed = close(&CloseCampaign { state, n_reviews: 3, n_concluded });
        assert_eq!(closed.map(|_| ()).map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn a_campaign_closes_once_and_only_when_every_review_is_concluded() {
        check(CampaignState::Open, 3, Ok(()));
        check(CampaignState::Open, 2, Err("campaign.reviews_not_concluded"));
        check(CampaignState::Closed, 3, Err("campaign.not_open"));
    }
}
