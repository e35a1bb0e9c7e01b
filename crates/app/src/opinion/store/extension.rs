//! The table `opinion_extension`: the days of a channel were extended, because too few wrote.

use base::entity;
use domain::common::id::{CampaignId, ChannelId, PersonId};
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

entity! {
    /// The days of a channel were extended.
    pub struct ExtensionRow = "opinion_extension" {
        /// Its key.
        id: Uuid,
        /// The campaign.
        campaign_id: CampaignId,
        /// The channel.
        channel_id: ChannelId,
        /// The first or the second.
        number: i64,
        /// The last day before.
        closed: Date,
        /// The last day from now on.
        closes: Date,
        /// By whom.
        extended_by: PersonId,
        /// When.
        extended_at: Timestamp,
    }
}
