//! Giving an invitation more time.

use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use base::{Failure, form};
use domain::common::id::InvitationId;
use domain::opinion::InvitationState;
use domain::opinion::invite::{self as rules, Term};
use jiff::civil::Date;

use super::incoming::body_of;
use super::store::InvitationRow;
use crate::campaign::same_review;
use crate::campaign::store::CampaignRow;

form! {
    /// More time for an invitation.
    pub struct ExtendTerm = "opinion.extend_term" {
        /// The invitation.
        invitation: one hidden InvitationId,
        /// Its version on the page.
        version: one hidden i64,
        /// By when.
        due: one date Date,
    }
}

impl Act for ExtendTerm {
    type Outcome = InvitationId;

    async fn run(&self, unit: &mut Unit) -> Result<InvitationId, Failure> {
        let review = unit.review()?;
        let invitation: InvitationRow = unit.need(self.invitation).await?;
        same_review(invitation.review_id, review)?;
        let campaign: CampaignRow = unit.need(invitation.campaign_id).await?;
        let term = Term { today: unit.today(), due: self.due, closes: campaign.closes };
        let extended = rules::extend_term(term, invitation.state)?;
        let told = invitation.person_id.map(|person| {
            Notice::new(person, "notice-opinion-extended", format!("/opinion/{review}/write"))
                .arg("due", base::web::day(extended.due))
        });
        let told = match told {
            Some(notice) => vec![notice.arg("body", body_of(unit)?)],
            None => Vec::new(),
        };
        let row = InvitationRow {
            due: extended.due,
            state: InvitationState::Sent,
            version: self.version,
            ..invitation
        };
        Ok(unit.commit("opinion.term_extended", row, told).await?.id)
    }

    fn landing(&self, here: &Here, extended: &InvitationId) -> String {
        format!("/opinion/{}#{extended}", here.key)
    }
}
