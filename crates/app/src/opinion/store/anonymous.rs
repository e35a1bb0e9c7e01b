//! What is asked of channels, tickets and envelopes.

use base::Failure;
use base::db::{Cell, DbError, Link, Stored, one, select};
use base::unit::Unit;
use domain::common::id::{ChannelId, PersonId, ReviewId};

use super::{ChannelRow, EnvelopeRow, ExtensionRow, TicketRow};

/// The channel of a review, when it has one.
///
/// # Errors
/// What the database says.
pub async fn channel_of(link: &mut Link, review: ReviewId) -> Result<Option<ChannelRow>, DbError> {
    one(link, "WHERE review_id = $1", &[review.to_cell()]).await
}

/// How many channels have this key as that of one of their issuers.
///
/// # Errors
/// What the database says.
pub async fn channels_with_key(link: &mut Link, key: &str) -> Result<i64, DbError> {
    let sql = "SELECT COUNT(*) FROM opinion_channel WHERE issuer_key = $1 OR second_key = $1";
    link.count(sql, &[Cell::Text(key.to_owned())]).await
}

/// Whether a channel was opened with the single-file client of this digest.
///
/// # Errors
/// What the database says.
pub async fn is_client(link: &mut Link, digest: &str) -> Result<bool, DbError> {
    let sql = "SELECT 1 FROM opinion_channel WHERE client_digest = $1 LIMIT 1";
    Ok(link.row(sql, &[digest.into()]).await?.is_some())
}

/// Everyone who may write without a name: who was invited and has an account.
///
/// # Errors
/// What the database says.
pub async fn eligible_of(link: &mut Link, review: ReviewId) -> Result<Vec<PersonId>, DbError> {
    let sql = "SELECT DISTINCT person_id FROM opinion_invitation WHERE review_id = $1 AND person_id IS NOT NULL \
               ORDER BY person_id";
    link.rows(sql, &[review.to_cell()]).await?.iter().map(|row| row.at(0)).collect()
}

/// The place of a person on the list of a channel.
///
/// # Errors
/// What the database says.
pub async fn ticket_of(
    link: &mut Link,
    channel: ChannelId,
    person: PersonId,
) -> Result<Option<TicketRow>, DbError> {
    one(link, "WHERE channel_id = $1 AND person_id = $2", &[channel.to_cell(), person.to_cell()]).await
}

/// Everyone on the list of a channel.
///
/// # Errors
/// What the database says.
pub async fn list_of(link: &mut Link, channel: ChannelId) -> Result<Vec<PersonId>, DbError> {
    let sql = "SELECT person_id FROM opinion_ticket WHERE channel_id = $1 ORDER BY person_id";
    link.rows(sql, &[channel.to_cell()]).await?.iter().map(|row| row.at(0)).collect()
}

/// Everyone on the list of a channel, with their names.
///
/// # Errors
/// What the database says.
pub async fn named_list_of(link: &mut Link, channel: ChannelId) -> Result<Vec<(PersonId, String)>, DbError> {
    let sql = "SELECT t.person_id, p.full_name FROM opinion_ticket t JOIN organisation_person p ON p.id = t.person_id \
               WHERE t.channel_id = $1 ORDER BY p.full_name, t.person_id";
    link.rows(sql, &[channel.to_cell()]).await?.iter().map(|row| Ok((row.at(0)?, row.at(1)?))).collect()
}

/// How many tickets of a channel were given.
///
/// # Errors
/// What the database says.
pub async fn tickets_given(link: &mut Link, channel: ChannelId) -> Result<i64, DbError> {
    let sql = "SELECT COUNT(*) FROM opinion_ticket WHERE channel_id = $1 AND asked IS NOT NULL";
    link.count(sql, &[channel.to_cell()]).await
}

/// The envelopes of a channel, by their marks.
///
/// # Errors
/// What the database says.
pub async fn envelopes_of(link: &mut Link, channel: ChannelId) -> Result<Vec<EnvelopeRow>, DbError> {
    select(link, "WHERE channel_id = $1 ORDER BY id", &[channel.to_cell()]).await
}

/// The envelopes of a channel whose marks are not in the book yet.
///
/// # Errors
/// What the database says.
pub async fn unmarked_of(link: &mut Link, channel: ChannelId) -> Result<Vec<EnvelopeRow>, DbError> {
    select(link, "WHERE channel_id = $1 AND is_marked = 0 ORDER BY id", &[channel.to_cell()]).await
}

/// The channels in which envelopes may still come.
///
/// # Errors
/// What the database says.
pub async fn open_channels(link: &mut Link) -> Result<Vec<ChannelRow>, DbError> {
    select(link, "WHERE state = 'open' ORDER BY id", &[]).await
}

/// The channels whose envelopes were handed over or destroyed.
///
/// # Errors
/// What the database says.
pub async fn emptied_channels(link: &mut Link) -> Result<Vec<ChannelRow>, DbError> {
    select(link, "WHERE state IN ('released', 'unread') ORDER BY id", &[]).await
}

/// The extensions of a channel, in their order.
///
/// # Errors
/// What the database says.
pub async fn extensions_of(link: &mut Link, channel: ChannelId) -> Result<Vec<ExtensionRow>, DbError> {
    select(link, "WHERE channel_id = $1 ORDER BY number", &[channel.to_cell()]).await
}

/// Destroys the envelopes of a channel, when they were handed over or too few came.
///
/// # Errors
/// What the database says; a trigger refuses it before.
pub async fn destroy_envelopes(unit: &mut Unit, channel: ChannelId) -> Result<(), Failure> {
    unit.execute("DELETE FROM opinion_envelope WHERE channel_id = $1", &[channel.to_cell()]).await?;
    Ok(())
}

/// The name of the body of a review; empty when there is none.
///
/// # Errors
/// What the database says.
pub async fn body_of_review(link: &mut Link, review: ReviewId) -> Result<String, DbError> {
    let sql =
        "SELECT b.name FROM campaign_review r JOIN organisation_body b ON b.id = r.body_id WHERE r.id = $1";
    let row = link.row(sql, &[review.to_cell()]).await?;
    row.map_or(Ok(String::new()), |row| row.at(0))
}

/// A leaf that holds marks of envelopes.
pub struct MarkLeaf {
    /// Its hash.
    pub hash: String,
    /// The salt of its commitment.
    pub salt: Vec<u8>,
    /// What the commitment is of.
    pub copy: Vec<u8>,
}

/// The leaves that hold the marks of a channel, in an order that tells nothing but theirs in the book.
///
/// # Errors
/// What the database says.
pub async fn leaves_of_marks(link: &mut Link, channel: ChannelId) -> Result<Vec<MarkLeaf>, DbError> {
    let sql = "SELECT l.hash, c.salt, c.bytes FROM ledger_leaf l JOIN ledger_content c ON c.leaf_id = l.id \
               WHERE l.id IN (SELECT r.leaf_id FROM ledger_row r JOIN opinion_envelope_mark m ON m.id = r.row_key \
                 WHERE r.table_name = 'opinion_envelope_mark' AND m.channel_id = $1) ORDER BY l.place";
    let rows = link.rows(sql, &[channel.to_cell()]).await?;
    rows.iter().map(|row| Ok(MarkLeaf { hash: row.at(0)?, salt: row.at(1)?, copy: row.at(2)? })).collect()
}
