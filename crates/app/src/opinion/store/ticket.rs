//! The table `opinion_ticket`: who is on the list of a channel, and what they asked the issuer and were answered. Neither
//! leads to the token that its holder makes of the answer.

use base::entity;
use domain::common::id::{CampaignId, ChannelId, PersonId};
use uuid::Uuid;

entity! {
    /// Somebody on the list of a channel.
    pub struct TicketRow = "opinion_ticket" {
        /// Its key.
        id: Uuid,
        /// The campaign.
        campaign_id: CampaignId,
        /// The channel.
        channel_id: ChannelId,
        /// The person.
        person_id: PersonId,
        /// The digest of the blinded request.
        asked: Option<String>,
        /// The issuer's answer, of use only to whoever blinded the request.
        answer: Option<String>,
    }
}
