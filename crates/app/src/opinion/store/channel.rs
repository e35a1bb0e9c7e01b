//! The table `opinion_channel`: the way in for what is said without a name, one for each review. Its keys, its list and its
//! thresholds are in the book before anybody gets a ticket, and never change.

use base::entity;
use domain::common::id::{CampaignId, ChannelId, PersonId, ReviewId};
use domain::opinion::ChannelState;
use domain::opinion::anonymous::Window;
use jiff::civil::Date;

entity! {
    /// The way in for what is said without a name.
    pub struct ChannelRow = "opinion_channel" {
        /// Its key: chance, since whoever knows it reaches the page of the second address.
        id: ChannelId,
        /// The campaign.
        campaign_id: CampaignId,
        /// The review.
        review_id: ReviewId,
        /// The public key that signs tickets.
        issuer_key: String,
        /// The public key for which envelopes are sealed.
        desk_key: String,
        /// How many are on the list.
        eligible: i64,
        /// The digest of the list.
        eligible_digest: String,
        /// How many must be on the list.
        least_eligible: i64,
        /// How many envelopes must hold words before any is read.
        least_given: i64,
        /// From this day tickets are given.
        opens: Date,
        /// From this day envelopes are taken.
        writing: Date,
        /// On this day both end.
        closes: Date,
        /// The promise, word for word.
        promise: String,
        /// Who opened it.
        opened_by: PersonId,
        /// Where it stands.
        state: ChannelState,
        /// How many envelopes held words; known when they were opened.
        given: Option<i64>,
        /// How many held none.
        blank: Option<i64>,
        /// The body on another machine that signs tickets too, where there is one.
        second_name: Option<String>,
        /// The address of its page.
        second_address: Option<String>,
        /// Its public key, for this channel alone.
        second_key: Option<String>,
        /// The digest of the single-file client that was there when it opened; earlier channels have none.
        client_digest: Option<String>,
        /// By how many the envelopes exceeded the tickets that were given; known when they were opened, of earlier channels never.
        surplus: Option<i64>,
    }
}

impl ChannelRow {
    /// Its days.
    pub fn window(&self) -> Window {
        Window { opens: self.opens, writing: self.writing, closes: self.closes }
    }

    /// The keys of those who sign tickets, in their order.
    pub fn issuer_keys(&self) -> Vec<&str> {
        std::iter::once(&self.issuer_key).chain(&self.second_key).map(String::as_str).collect()
    }
}
