//! The whole log checked from its entries up: every stored byte is made anew and compared.
//!
//! This is what a restart does before it signs again, and what anyone with a copy of the log can do.

use std::io;

use crate::checkpoint::TreeHead;
use crate::edge::{Edge, TileBytes};
use crate::store::LogStore;
use crate::tile::{TileId, TileKind, TileRefused, bundles_of, tiles_of};

/// What is wrong with a stored log.
#[derive(Debug, thiserror::Error)]
pub enum AuditFailed {
    /// The medium failed.
    #[error("the log cannot be read: {0}")]
    Store(#[from] io::Error),
    /// A tile is not there.
    #[error("{path} is missing: the log is smaller than its checkpoint says")]
    Missing {
        /// The tile's path.
        path: String,
    },
    /// The bytes of a bundle are not entries.
    #[error(transparent)]
    Malformed(#[from] TileRefused),
    /// A tile does not hold the hashes of its entries.
    #[error("{path} does not hold what the entries give: it was altered")]
    Altered {
        /// The tile's path.
        path: String,
    },
    /// The entries give another root than the one signed or seen before.
    #[error("the first {} entries do not have the root that was signed for them", head.size)]
    WrongRoot {
        /// What was signed or seen.
        head: TreeHead,
    },
    /// The log is smaller than one seen before.
    #[error("the log has {size} entries, but once had {}: it was rolled back", known.size)]
    RolledBack {
        /// Entries now.
        size: u64,
        /// What was seen before.
        known: TreeHead,
    },
}

/// Heads that were signed or seen, the smallest first, to be met on the way up.
struct Known(std::iter::Peekable<std::vec::IntoIter<TreeHead>>);

impl Known {
    fn new(head: &TreeHead, known: &[TreeHead]) -> Result<Self, AuditFailed> {
        let mut heads = known.to_vec();
        heads.push(*head);
        heads.sort_unstable_by_key(|known| known.size);
        if let Some(known) = heads.iter().rev().find(|known| head.size < known.size) {
            return Err(AuditFailed::RolledBack { size: head.size, known: *known });
        }
        let mut heads = Self(heads.into_iter().peekable());
        heads.meet(&Edge::new())?;
        Ok(heads)
    }

    fn meet(&mut self, edge: &Edge) -> Result<(), AuditFailed> {
        while let Some(known) = self.0.next_if(|known| known.size == edge.size()) {
            if edge.head().root != known.root {
                return Err(AuditFailed::WrongRoot { head: known });
            }
        }
        Ok(())
    }
}

/// Checks a stored log against its head and against heads that were seen before, and returns its right edge.
///
/// # Errors
///
/// Names the first thing that is wrong.
pub fn audit(store: &impl LogStore, head: &TreeHead, known: &[TreeHead]) -> Result<Edge, AuditFailed> {
    let mut known = Known::new(head, known)?;
    let mut edge = Edge::new();
    for bundle in bundles_of(head.size) {
        let bytes = read(store, bundle)?;
        for entry in bundle.entries(&bytes)? {
            let mut finished = Vec::new();
            edge.push(entry, |tile| finished.push(tile))?;
            finished.iter().try_for_each(|tile| is_stored(store, tile))?;
            known.meet(&edge)?;
        }
    }
    edge.partial_tiles().try_for_each(|tile| is_stored(store, &tile))?;
    Ok(edge)
}

/// Does the same for a log that has hash tiles only and keeps its entries elsewhere: what is made anew is all
/// that stands above the leaf hashes.
///
/// # Errors
///
/// Names the first thing that is wrong.
pub fn audit_hashes(store: &impl LogStore, head: &TreeHead, known: &[TreeHead]) -> Result<Edge, AuditFailed> {
    let mut known = Known::new(head, known)?;
    let mut edge = Edge::new();
    for tile in tiles_of(head.size).take_while(|tile| tile.kind == TileKind::Hashes { level: 0 }) {
        let bytes = read(store, tile)?;
        for leaf in tile.hashes(&bytes)? {
            let mut finished = Vec::new();
            edge.push_leaf(leaf, |tile| finished.push(tile));
            finished.iter().try_for_each(|tile| is_stored(store, tile))?;
            known.meet(&edge)?;
        }
    }
    edge.partial_tiles().try_for_each(|tile| is_stored(store, &tile))?;
    Ok(edge)
}

fn read(store: &impl LogStore, tile: TileId) -> Result<Vec<u8>, AuditFailed> {
    store.read_tile(tile)?.ok_or_else(|| AuditFailed::Missing { path: tile.path() })
}

/// Whether the store holds exactly this tile.
pub fn is_stored(store: &impl LogStore, (tile, bytes): &TileBytes) -> Result<(), AuditFailed> {
    if read(store, *tile)? == *bytes { Ok(()) } else { Err(AuditFailed::Altered { path: tile.path() }) }
}
