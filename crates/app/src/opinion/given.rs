//! How many envelopes of a channel hold words: counted only after its days are over, never said, and nothing of what they hold
//! is kept while it is counted.

use base::Failure;
use base::db::find;
use base::house::House;
use domain::common::id::ChannelId;
use domain::opinion::anonymous::open_envelopes;
use domain::opinion::too_few::TooFewFacts;
use jiff::civil::Date;

use super::store::{self, ChannelRow};
use super::written::open_all;

/// What was counted, and over which envelopes.
#[derive(Clone, Debug, Default)]
pub(super) struct Given {
    /// How many hold words.
    pub words: u32,
    /// The marks of all that were opened for it.
    pub opened: Vec<String>,
}

/// Counts, when the days of the channel are over; otherwise there is nothing to know.
pub(super) async fn counted(house: &House, channel: ChannelId) -> Result<Given, Failure> {
    let mut link = house.database.read().await?;
    let channel: ChannelRow = find(&mut link, channel).await?.ok_or(Failure::Missing)?;
    if open_envelopes(house.clock.today(), channel.window(), channel.state).is_err() {
        return Ok(Given::default());
    }
    let envelopes = store::envelopes_of(&mut link, channel.id).await?;
    drop(link);
    let opened = envelopes.iter().map(|row| row.id.clone()).collect();
    let config = house.config.clone();
    let opening = tokio::task::spawn_blocking(move || open_all(&config, &channel, &envelopes));
    let found = opening.await.map_err(|error| Failure::Fault(error.to_string()))??;
    Ok(Given { words: u32::try_from(found.written.len()).unwrap_or(u32::MAX), opened })
}

/// What the rules know of a channel.
pub(super) fn facts(channel: &ChannelRow, given: &Given, today: Date) -> TooFewFacts {
    TooFewFacts {
        today,
        window: channel.window(),
        state: channel.state,
        n_given: given.words,
        least_given: u32::try_from(channel.least_given).unwrap_or(u32::MAX),
    }
}
