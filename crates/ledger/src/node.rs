//! Where a hash stands in the tree, when it becomes final, and how it is read back.
//!
//! A node is final once all leaves below it are there; it never changes again. Only final nodes are stored,
//! so nothing stored is ever rewritten.

use crate::hash::Hash;

/// Levels of the tree that one tile spans.
pub const TILE_HEIGHT: u8 = 8;

/// Hashes in a full tile.
pub const TILE_WIDTH: u64 = 1 << TILE_HEIGHT;

/// A complete subtree: the leaves from `index · 2^level` up to `(index + 1) · 2^level`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Node {
    /// Height above the leaves; leaves are level 0.
    pub level: u8,
    /// Place within the level, counted from the left.
    pub index: u64,
}

/// The place of a hash in the tiles of `tlog-tiles`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TileSlot {
    /// Level of the tile: one for each eight levels of the tree.
    pub level: u8,
    /// Number of the tile within its level.
    pub tile: u64,
    /// Place of the hash within the tile, 0 to 255.
    pub offset: u8,
}

/// A hash that a proof needs and the store does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the store has no hash for level {level}, index {index}")]
pub struct HashMissing {
    /// Level of the missing node.
    pub level: u8,
    /// Index of the missing node within its level.
    pub index: u64,
}

/// The one thing a proof needs of storage: final hashes by level and index.
///
/// It is synchronous on purpose. A caller with a database asks [`crate::inclusion_reads`] or
/// [`crate::consistency_reads`] which nodes are needed, fetches them in one query, and hands over what came back.
pub trait HashRead {
    /// The hash of a final node.
    ///
    /// # Errors
    ///
    /// Names the node if the store lacks it.
    fn read_hash(&self, node: Node) -> Result<Hash, HashMissing>;
}

impl<R: HashRead + ?Sized> HashRead for &R {
    fn read_hash(&self, node: Node) -> Result<Hash, HashMissing> {
        (**self).read_hash(node)
    }
}

impl HashRead for std::collections::HashMap<Node, Hash> {
    fn read_hash(&self, node: Node) -> Result<Hash, HashMissing> {
        self.get(&node).copied().ok_or_else(|| node.missing())
    }
}

impl HashRead for std::collections::BTreeMap<Node, Hash> {
    fn read_hash(&self, node: Node) -> Result<Hash, HashMissing> {
        self.get(&node).copied().ok_or_else(|| node.missing())
    }
}

impl Node {
    /// The node of one leaf.
    #[must_use]
    pub const fn leaf(index: u64) -> Self {
        Self { level: 0, index }
    }

    /// The place of this node's hash in the tiles, if tiles hold its level; the levels between are computed.
    #[must_use]
    pub const fn tile_slot(self) -> Option<TileSlot> {
        if !self.level.is_multiple_of(TILE_HEIGHT) {
            return None;
        }
        let [.., offset] = self.index.to_be_bytes();
        Some(TileSlot { level: self.level / TILE_HEIGHT, tile: self.index >> TILE_HEIGHT, offset })
    }

    /// The complaint that this node is missing, for implementations of [`HashRead`].
    #[must_use]
    pub const fn missing(self) -> HashMissing {
        HashMissing { level: self.level, index: self.index }
    }
}

/// The nodes that become final when leaf `index` is appended, lowest first.
///
/// There is always the leaf itself, and one more for each right subtree that it closes.
pub fn completed_by(index: u64) -> impl Iterator<Item = Node> {
    let closed = u8::try_from(index.trailing_ones()).unwrap_or(u8::MAX);
    (0..=closed).map(move |level| Node { level, index: index.checked_shr(u32::from(level)).unwrap_or(0) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(index: u64, expected: &[(u8, u64)]) {
        let nodes: Vec<_> = completed_by(index).map(|node| (node.level, node.index)).collect();
        assert_eq!(nodes, expected, "after leaf {index}");
    }

    #[test]
    fn a_leaf_closes_each_subtree_that_it_ends() {
        check(0, &[(0, 0)]);
        check(1, &[(0, 1), (1, 0)]);
        check(2, &[(0, 2)]);
        check(3, &[(0, 3), (1, 1), (2, 0)]);
        check(4, &[(0, 4)]);
        check(11, &[(0, 11), (1, 5), (2, 2)]);
    }

    #[test]
    fn every_eighth_level_has_a_place_in_the_tiles() {
        let slots: Vec<_> = completed_by(70_000 * 256 - 1).filter_map(Node::tile_slot).collect();
        assert_eq!(slots.len(), 2);
        assert_eq!(slots[0], TileSlot { level: 0, tile: 69_999, offset: 255 });
        assert_eq!(slots[1], TileSlot { level: 1, tile: 273, offset: 111 });
    }
}
