//! The right edge of a log in tiles: takes entries in, gives out the tiles that they change.
//!
//! It does no input or output. The same code writes a log and, run again over the stored entries, checks it.

use crate::checkpoint::TreeHead;
use crate::frontier::Frontier;
use crate::hash::{Hash, leaf_hash};
use crate::node::{TILE_HEIGHT, TILE_WIDTH};
use crate::tile::{MAX_ENTRY_SIZE, TileId, TileKind, TileRefused};

/// A tile and its bytes.
pub type TileBytes = (TileId, Vec<u8>);

/// The unfinished tiles of a log, one for each level and one for the entries.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Edge {
    frontier: Frontier,
    levels: Vec<Unfinished>,
    bundle: Unfinished,
}

/// A tile that has not all its parts yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Unfinished {
    /// Finished tiles before it.
    index: u64,
    width: u16,
    bytes: Vec<u8>,
    has_changed: bool,
}

impl Unfinished {
    /// Adds one part; gives the whole tile out when that was the last.
    fn push(&mut self, kind: TileKind, parts: [&[u8]; 2]) -> Option<TileBytes> {
        parts.iter().for_each(|part| self.bytes.extend_from_slice(part));
        self.width += 1;
        self.has_changed = true;
        if u64::from(self.width) < TILE_WIDTH {
            return None;
        }
        let tile = TileId { kind, index: self.index, width: self.width };
        let bytes = std::mem::take(&mut self.bytes);
        *self = Self { index: self.index + 1, ..Self::default() };
        Some((tile, bytes))
    }

    fn partial(&self, kind: TileKind) -> Option<TileBytes> {
        let tile = TileId { kind, index: self.index, width: self.width };
        (0 < self.width).then(|| (tile, self.bytes.clone()))
    }
}

impl Edge {
    /// The edge of an empty log.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Size and root so far.
    #[must_use]
    pub fn head(&self) -> TreeHead {
        TreeHead { size: self.frontier.size(), root: self.frontier.root() }
    }

    /// Entries so far.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.frontier.size()
    }

    /// Takes in one entry and gives out the tiles that it finished.
    ///
    /// # Errors
    ///
    /// Refuses an entry that no bundle can hold; the edge is then unchanged.
    pub fn push(&mut self, entry: &[u8], mut finished: impl FnMut(TileBytes)) -> Result<(), TileRefused> {
        let length = u16::try_from(entry.len()).map_err(|_| TileRefused::EntryTooLarge)?;
        if let Some(tile) = self.bundle.push(TileKind::Entries, [&length.to_be_bytes(), entry]) {
            finished(tile);
        }
        self.push_leaf(leaf_hash(entry), finished);
        Ok(())
    }

    /// Takes in one leaf hash and gives out the hash tiles that it finished: for a log that keeps its entries
    /// elsewhere and has no bundles.
    pub fn push_leaf(&mut self, leaf: Hash, mut finished: impl FnMut(TileBytes)) {
        let levels = &mut self.levels;
        self.frontier.push_each(leaf, |node, hash| {
            if node.level.is_multiple_of(TILE_HEIGHT)
                && let Some(tile) = push_hash(levels, node.level / TILE_HEIGHT, &hash)
            {
                finished(tile);
            }
        });
    }

    /// Takes in a batch and gives out every tile that has to be stored for it, partial ones included.
    ///
    /// # Errors
    ///
    /// Refuses the whole batch if one entry is too large for a bundle; the edge is then unchanged.
    pub fn append<E: AsRef<[u8]>>(&mut self, entries: &[E]) -> Result<Vec<TileBytes>, TileRefused> {
        if entries.iter().any(|entry| MAX_ENTRY_SIZE < entry.as_ref().len()) {
            return Err(TileRefused::EntryTooLarge);
        }
        self.settle();
        let mut tiles = Vec::new();
        for entry in entries {
            self.push(entry.as_ref(), |tile| tiles.push(tile))?;
        }
        tiles.extend(self.changed());
        Ok(tiles)
    }

    /// Takes in a batch of leaf hashes and gives out every hash tile that has to be stored for it.
    pub fn append_leaves(&mut self, leaves: &[Hash]) -> Vec<TileBytes> {
        self.settle();
        let mut tiles = Vec::new();
        leaves.iter().for_each(|leaf| self.push_leaf(*leaf, |tile| tiles.push(tile)));
        tiles.extend(self.changed());
        tiles
    }

    fn settle(&mut self) {
        self.bundle.has_changed = false;
        self.levels.iter_mut().for_each(|tile| tile.has_changed = false);
    }

    fn changed(&self) -> impl Iterator<Item = TileBytes> + '_ {
        self.unfinished().filter(|(_, tile)| tile.has_changed).filter_map(|(kind, tile)| tile.partial(kind))
    }

    /// The partial tiles of the present size.
    pub fn partial_tiles(&self) -> impl Iterator<Item = TileBytes> + '_ {
        self.unfinished().filter_map(|(kind, tile)| tile.partial(kind))
    }

    fn unfinished(&self) -> impl Iterator<Item = (TileKind, &Unfinished)> {
        let levels = (0..).zip(&self.levels).map(|(level, tile)| (TileKind::Hashes { level }, tile));
        std::iter::once((TileKind::Entries, &self.bundle)).chain(levels)
    }
}

fn push_hash(levels: &mut Vec<Unfinished>, level: u8, hash: &Hash) -> Option<TileBytes> {
    let place = usize::from(level);
    if levels.len() <= place {
        levels.resize(place + 1, Unfinished::default());
    }
    levels.get_mut(place)?.push(TileKind::Hashes { level }, [&hash.0, &[]])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::tile::{bundles_of, tiles_of};

    fn entries(from: u64, to: u64) -> Vec<[u8; 8]> {
        (from..to).map(u64::to_be_bytes).collect()
    }

    #[test]
    fn batches_of_any_size_leave_the_same_tiles() {
        let mut at_once = Edge::new();
        let whole: BTreeMap<_, _> = at_once.append(&entries(0, 66_000)).unwrap().into_iter().collect();
        let expected: Vec<_> = tiles_of(66_000).chain(bundles_of(66_000)).collect();
        assert_eq!(whole.len(), expected.len());
        assert!(expected.iter().all(|tile| whole.contains_key(tile)));

        let (mut in_batches, mut kept) = (Edge::new(), BTreeMap::new());
        let (mut from, mut step) = (0, 1);
        while from < 66_000 {
            let to = (from + step).min(66_000);
            kept.extend(in_batches.append(&entries(from, to)).unwrap());
            (from, step) = (to, step * 3 % 1_009);
        }
        assert_eq!(in_batches.head(), at_once.head());
        assert!(expected.iter().all(|tile| kept[tile] == whole[tile]));
    }

    #[test]
    fn a_batch_with_an_entry_too_large_changes_nothing() {
        let mut edge = Edge::new();
        edge.append(&[b"first"]).unwrap();
        let before = edge.clone();
        assert_eq!(edge.append(&[vec![0; 1], vec![0; 65_536]]), Err(TileRefused::EntryTooLarge));
        assert_eq!(edge, before);
    }

    #[test]
    fn a_log_of_hashes_has_the_same_tiles_without_bundles() {
        let (mut with, mut without) = (Edge::new(), Edge::new());
        let entries = entries(0, 700);
        let leaves: Vec<_> = entries.iter().map(|entry| leaf_hash(entry)).collect();
        let mut tiles = with.append(&entries).unwrap();
        tiles.retain(|(tile, _)| tile.kind != TileKind::Entries);
        assert_eq!(without.append_leaves(&leaves), tiles);
        assert_eq!(without.head(), with.head());
    }

    #[test]
    fn an_empty_batch_changes_no_tile() {
        let mut edge = Edge::new();
        edge.append(&[b"first"]).unwrap();
        assert_eq!(edge.append::<&[u8]>(&[]), Ok(Vec::new()));
        assert_eq!(edge.partial_tiles().count(), 2);
    }
}
