//! The log as anyone may read it: the last signed head, and tiles of hashes (C2SP `tlog-tiles`).
//!
//! Entries are not served: what a leaf commits to stays with those who may read it.

use ledger::{Node, TileId, TileKind};

use super::witnessed::served_head;
use super::{BookFault, last_head, log_of, nodes};
use crate::Link;

/// The head that is served, with the words of its witnesses; `None` before the first.
///
/// # Errors
/// When what is stored is not what was signed.
pub async fn signed_head(link: &mut Link) -> Result<Option<Vec<u8>>, BookFault> {
    let Some(log) = log_of(link).await? else { return Ok(None) };
    Ok(served_head(link, &log).await?.map(|head| head.note.to_string().into_bytes()))
}

/// The bytes of a tile of hashes; `None` for a tile that the signed tree does not have.
///
/// # Errors
/// When the database cannot be read.
pub async fn tile(link: &mut Link, path: &str) -> Result<Option<Vec<u8>>, BookFault> {
    let Ok(tile) = TileId::parse(path) else { return Ok(None) };
    let TileKind::Hashes { level } = tile.kind else { return Ok(None) };
    let Some(log) = log_of(link).await? else { return Ok(None) };
    let Some(head) = last_head(link, &log).await? else { return Ok(None) };
    let height = u32::from(level) * u32::from(ledger::TILE_HEIGHT);
    let in_level = head.checkpoint.size().checked_shr(height).unwrap_or(0);
    let first = tile.index.saturating_mul(ledger::TILE_WIDTH);
    if in_level < first.saturating_add(u64::from(tile.width)) {
        return Ok(None);
    }
    let Ok(level) = u8::try_from(height) else { return Ok(None) };
    let wanted: Vec<Node> = (0..u64::from(tile.width)).map(|at| Node { level, index: first + at }).collect();
    let found = nodes::load(link, &wanted).await?;
    let mut bytes = Vec::with_capacity(wanted.len() * ledger::HASH_SIZE);
    for node in wanted {
        let hash = ledger::HashRead::read_hash(&found, node).map_err(|e| BookFault::Tree(e.to_string()))?;
        bytes.extend_from_slice(hash.as_bytes());
    }
    Ok(Some(bytes))
}
