//! The table `opinion_envelope`: sealed envelopes of whom nothing is known: no actor, no time, no order. It is the one
//! table whose rows enter without a leaf of their own (docs/working-data.md); `opinion_envelope_mark` answers for them.

use base::entity;
use base::unit::WorkingRow;
use domain::common::id::{CampaignId, ChannelId};

entity! {
    /// A sealed envelope.
    pub struct EnvelopeRow = "opinion_envelope" {
        /// The mark of its token: unique, so that a token is good once.
        id: String,
        /// The channel.
        channel_id: ChannelId,
        /// The digest of what was sent, so that the same gets the same answer.
        body: String,
        /// What the commitment is salted with.
        salt: Vec<u8>,
        /// What was sealed: the words and the digest of their receipt. The letter that it becomes carries that digest, so it must
        /// not stand here, where copies of the table know the order of arrival.
        envelope: Vec<u8>,
        /// Whether its mark is in the book.
        is_marked: bool,
    }
}

impl WorkingRow for EnvelopeRow {}

entity! {
    /// What the book knows of an envelope: that it came, and what it was, under a salt.
    pub struct EnvelopeMarkRow = "opinion_envelope_mark" {
        /// The mark of its token.
        id: String,
        /// The campaign.
        campaign_id: CampaignId,
        /// The channel.
        channel_id: ChannelId,
        /// The commitment to the envelope.
        commitment: String,
    }
}
