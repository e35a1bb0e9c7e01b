//! A whole tree in memory: every final hash at hand, so that proofs cost a few look-ups.
//!
//! It takes 65 bytes for each entry. Large logs read tiles instead.

use crate::frontier::Frontier;
use crate::hash::{HASH_SIZE, Hash};
use crate::node::{HashMissing, HashRead, Node};

/// All final hashes of a tree, in blocks of six levels: what a proof reads of a block stands in one page of memory.
#[derive(Debug, Clone, Default)]
pub struct MemoryTree {
    frontier: Frontier,
    rows: Vec<Vec<Block>>,
}

/// Levels of the tree that one block spans.
const HEIGHT: u8 = 6;

/// The nodes of six levels above 64 hashes: the 64 first, then the 32 above them, and so on.
#[derive(Debug, Clone)]
#[repr(align(4096))]
struct Block([Hash; 2 << HEIGHT]);

/// Where a node stands: row, block, and place in the block.
fn slot(node: Node) -> (usize, usize, usize) {
    let (row, above) = (node.level / HEIGHT, node.level % HEIGHT);
    let width = 1_u64 << (HEIGHT - above);
    let block = usize::try_from(node.index / width).unwrap_or(usize::MAX);
    let before = (2 << HEIGHT) - 2 * width;
    (usize::from(row), block, (before + node.index % width) as usize)
}

impl MemoryTree {
    /// An empty tree.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends a leaf hash.
    pub fn push(&mut self, leaf: Hash) {
        let rows = &mut self.rows;
        self.frontier.push_each(leaf, |node, hash| {
            let (row, block, place) = slot(node);
            // Rows and blocks fill in their order, so a new one is always the next.
            if rows.len() <= row {
                rows.push(Vec::new());
            }
            let Some(blocks) = rows.get_mut(row) else { return };
            if blocks.len() <= block {
                blocks.push(Block([Hash([0; HASH_SIZE]); 2 << HEIGHT]));
            }
            if let Some(kept) = blocks.get_mut(block).and_then(|block| block.0.get_mut(place)) {
                *kept = hash;
            }
        });
    }

    /// Entries in the tree.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.frontier.size()
    }

    /// The root over all entries so far.
    #[must_use]
    pub fn root(&self) -> Hash {
        self.frontier.root()
    }
}

impl HashRead for MemoryTree {
    #[inline]
    fn read_hash(&self, node: Node) -> Result<Hash, HashMissing> {
        let is_final = self.size().checked_shr(u32::from(node.level)).is_some_and(|count| node.index < count);
        let (row, block, place) = slot(node);
        let block = self.rows.get(row).and_then(|blocks| blocks.get(block));
        let hash = block.and_then(|block| block.0.get(place)).filter(|_| is_final);
        hash.copied().ok_or_else(|| node.missing())
    }
}

impl Extend<Hash> for MemoryTree {
    fn extend<I: IntoIterator<Item = Hash>>(&mut self, leaves: I) {
        leaves.into_iter().for_each(|leaf| self.push(leaf));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::leaf_hash;
    use crate::proof::tree_root;

    #[test]
    fn a_tree_in_memory_knows_the_root_of_every_size_it_had() {
        let mut tree = MemoryTree::new();
        let mut roots = vec![tree.root()];
        for n in 0..200_u8 {
            tree.push(leaf_hash(&[n]));
            roots.push(tree.root());
        }
        for (size, root) in (0..).zip(&roots) {
            assert_eq!(tree_root(size, &tree), Ok(*root));
        }
        for missing in [
            Node::leaf(200),
            Node { level: 3, index: 25 },
            Node { level: 8, index: 0 },
            Node { level: 70, index: 0 },
        ] {
            assert_eq!(tree.read_hash(missing), Err(missing.missing()));
        }
    }
}
