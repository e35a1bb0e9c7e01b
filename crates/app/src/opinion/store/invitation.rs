//! The table `opinion_invitation`: someone was asked for opinions.

use base::entity;
use domain::common::Line;
use domain::common::id::{CampaignId, InvitationId, PersonId, ReviewId};
use domain::opinion::InvitationState;
use jiff::Timestamp;
use jiff::civil::Date;

entity! {
    /// Someone was asked for opinions.
    pub struct InvitationRow = "opinion_invitation" {
        /// Its key.
        id: InvitationId,
        /// The campaign.
        campaign_id: CampaignId,
        /// The review.
        review_id: ReviewId,
        /// Who was asked, in words.
        contributor: Line,
        /// The person, when they sign in.
        person_id: Option<PersonId>,
        /// By when.
        due: Date,
        /// Whether they answered.
        state: InvitationState,
        /// When.
        sent_at: Timestamp,
        /// When they were last reminded.
        reminded_at: Option<Timestamp>,
    }
}
