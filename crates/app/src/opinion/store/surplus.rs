//! Envelopes beyond the tickets that were given: what a thief of the issuer's key leaves behind, since each ticket counts once and
//! the request for each stands under its holder's name in the book. Counted anew from the rows for `kiemdiem verify`.

use base::db::{DbError, Link};
use domain::common::id::ChannelId;
use domain::opinion::ChannelState;
use domain::opinion::anonymous as rules;
use serde::Serialize;

/// A channel whose envelopes exceed its tickets, or that says so.
#[derive(Debug, Serialize)]
pub struct Surplus {
    /// The channel.
    pub channel: ChannelId,
    /// How many tickets were given.
    pub tickets: i64,
    /// How many envelopes stand in the book.
    pub envelopes: i64,
    /// By how many they were said to exceed the tickets at the release; none where nothing was released, or before that was said.
    pub told: Option<i64>,
    /// Whether envelopes were opened without the truth about it.
    pub is_untold: bool,
}

/// The channels whose envelopes exceed their tickets, or that say so.
///
/// # Errors
/// What the database says.
pub async fn surpluses(link: &mut Link) -> Result<Vec<Surplus>, DbError> {
    let sql = "SELECT c.id, c.state, c.surplus, \
                 (SELECT COUNT(*) FROM opinion_ticket t WHERE t.channel_id = c.id AND t.asked IS NOT NULL), \
                 (SELECT COUNT(*) FROM opinion_envelope_mark m WHERE m.channel_id = c.id) \
               FROM opinion_channel c ORDER BY c.id";
    let mut found = Vec::new();
    for row in link.rows(sql, &[]).await? {
        let (state, told): (ChannelState, Option<i64>) = (row.at(1)?, row.at(2)?);
        let (tickets, envelopes): (i64, i64) = (row.at(3)?, row.at(4)?);
        let surplus = rules::surplus(figure(tickets), figure(envelopes));
        let is_untold = rules::is_untold(state, told.map(figure), surplus);
        if 0 < surplus || is_untold {
            found.push(Surplus { channel: row.at(0)?, tickets, envelopes, told, is_untold });
        }
    }
    Ok(found)
}

fn figure(count: i64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
