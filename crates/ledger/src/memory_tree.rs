//! A whole tree in memory: every final hash at hand, so that proofs cost a few look-ups.
//!
//! It takes 64 bytes for each entry. Large logs read tiles instead.

use crate::frontier::Frontier;
use crate::hash::Hash;
use crate::node::{HashMissing, HashRead, Node};

/// All final hashes of a tree, by level.
#[derive(Debug, Clone, Default)]
pub struct MemoryTree {
    frontier: Frontier,
    levels: Vec<Vec<Hash>>,
}

impl MemoryTree {
    /// An empty tree.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends a leaf hash.
    pub fn push(&mut self, leaf: Hash) {
        let levels = &mut self.levels;
        self.frontier.push_each(leaf, |node, hash| {
            match levels.get_mut(usize::from(node.level)) {
                Some(level) => level.push(hash),
                // Levels fill from below, so a new one is always the next.
                None => levels.push(vec![hash]),
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
    fn read_hash(&self, node: Node) -> Result<Hash, HashMissing> {
        let level = self.levels.get(usize::from(node.level));
        let hash = level.zip(usize::try_from(node.index).ok()).and_then(|(level, index)| level.get(index));
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
        assert_eq!(tree.read_hash(Node::leaf(200)), Err(Node::leaf(200).missing()));
    }
}
