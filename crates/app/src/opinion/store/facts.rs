//! The table `opinion_facts`: what never changes in the card of a channel. It has a leaf of its own, since the leaf of the
//! opening holds the list too and can be shown to nobody.

use base::book::{RowLeaf, leaf_of};
use base::db::{DbError, Link};
use base::entity;
use domain::common::id::{CampaignId, ChannelId};

entity! {
    /// What never changes in the card of a channel.
    pub struct FactsRow = "opinion_facts" {
        /// The channel.
        id: ChannelId,
        /// The campaign.
        campaign_id: CampaignId,
        /// A line for each: its word and its value, as [`secrecy::ChannelCard::facts`] writes them.
        facts: String,
    }
}

/// The leaf of the facts of a channel with all that it holds; nothing for a channel that was opened before there was one.
///
/// # Errors
/// What the database says.
pub async fn facts_leaf(link: &mut Link, channel: ChannelId) -> Result<Option<RowLeaf>, DbError> {
    leaf_of::<FactsRow>(link, &channel.to_string()).await
}
