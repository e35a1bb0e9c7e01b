//! The right edge of the tree: all that is needed to append and to know the root.
//!
//! A frontier keeps one hash for each complete subtree of the present size, at most 64 of them, and so never
//! reads what was appended before.

use serde::{Deserialize, Serialize};

use crate::hash::{HASH_SIZE, Hash, empty_root, node_hash};
use crate::node::{HashMissing, HashRead, Node};
use crate::proof::tree_root_reads;

/// The state of an append-only tree of a certain size.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(try_from = "Parts", into = "Parts")]
pub struct Frontier {
    size: u64,
    peaks: Vec<Hash>,
}

/// The serialised form, checked when it is read.
#[derive(Serialize, Deserialize)]
struct Parts {
    size: u64,
    peaks: Vec<Hash>,
}

/// Why a stored frontier is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FrontierRefused {
    /// The number of hashes does not fit the size.
    #[error("a tree of {size} entries has {expected} peaks, not {found}")]
    WrongPeaks {
        /// Entries in the tree.
        size: u64,
        /// Peaks such a tree has.
        expected: u32,
        /// Peaks found.
        found: usize,
    },
    /// The bytes do not divide into a size and hashes.
    #[error("a stored frontier is an 8-byte size followed by 32-byte hashes")]
    Malformed,
}

impl Frontier {
    /// The frontier of an empty tree.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes up a frontier that was kept elsewhere.
    ///
    /// # Errors
    ///
    /// Refuses a number of peaks that a tree of this size cannot have.
    pub fn from_parts(size: u64, peaks: Vec<Hash>) -> Result<Self, FrontierRefused> {
        let expected = size.count_ones();
        if u32::try_from(peaks.len()) != Ok(expected) {
            return Err(FrontierRefused::WrongPeaks { size, expected, found: peaks.len() });
        }
        Ok(Self { size, peaks })
    }

    /// Derives the frontier of the first `size` entries from stored hashes, as after a restart.
    ///
    /// # Errors
    ///
    /// Names the first hash that is missing.
    pub fn read(size: u64, hashes: &impl HashRead) -> Result<Self, HashMissing> {
        let peaks =
            tree_root_reads(size).into_iter().map(|node| hashes.read_hash(node)).collect::<Result<_, _>>()?;
        Ok(Self { size, peaks })
    }

    /// Entries in the tree.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Hashes of the complete subtrees, the largest first.
    #[must_use]
    pub fn peaks(&self) -> &[Hash] {
        &self.peaks
    }

    /// Appends a leaf hash and returns the nodes that became final, lowest first: what a store must keep.
    pub fn push(&mut self, leaf: Hash) -> Vec<(Node, Hash)> {
        let mut completed = Vec::new();
        self.push_each(leaf, |node, hash| completed.push((node, hash)));
        completed
    }

    /// Appends a leaf hash and hands over each node that became final, lowest first.
    pub fn push_each(&mut self, leaf: Hash, mut completed: impl FnMut(Node, Hash)) {
        let mut node = Node::leaf(self.size);
        let mut hash = leaf;
        completed(node, hash);
        while node.index & 1 == 1 {
            let Some(left) = self.peaks.pop() else { break };
            hash = node_hash(&left, &hash);
            node = Node { level: node.level + 1, index: node.index >> 1 };
            completed(node, hash);
        }
        self.peaks.push(hash);
        self.size += 1;
    }

    /// The root over all entries so far.
    #[must_use]
    pub fn root(&self) -> Hash {
        let mut peaks = self.peaks.iter().rev();
        let Some(last) = peaks.next() else { return empty_root() };
        peaks.fold(*last, |right, left| node_hash(left, &right))
    }

    /// The frontier as bytes: the size (8 bytes, big-endian) and then each peak.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.size.to_be_bytes().to_vec();
        bytes.extend(self.peaks.iter().flat_map(|peak| peak.0));
        bytes
    }

    /// Reads what [`Frontier::to_bytes`] wrote.
    ///
    /// # Errors
    ///
    /// Refuses bytes of the wrong length.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, FrontierRefused> {
        let (size, rest) = bytes.split_first_chunk::<8>().ok_or(FrontierRefused::Malformed)?;
        let (chunks, odd) = rest.as_chunks::<HASH_SIZE>();
        if !odd.is_empty() {
            return Err(FrontierRefused::Malformed);
        }
        Self::from_parts(u64::from_be_bytes(*size), chunks.iter().copied().map(Hash).collect())
    }
}

impl TryFrom<Parts> for Frontier {
    type Error = FrontierRefused;

    fn try_from(parts: Parts) -> Result<Self, Self::Error> {
        Self::from_parts(parts.size, parts.peaks)
    }
}

impl From<Frontier> for Parts {
    fn from(frontier: Frontier) -> Self {
        Self { size: frontier.size, peaks: frontier.peaks }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::leaf_hash;
    use crate::node::completed_by;

    #[test]
    fn appending_completes_exactly_the_nodes_that_were_foretold() {
        let mut frontier = Frontier::new();
        for index in 0..300 {
            let completed = frontier.push(leaf_hash(&[7]));
            let nodes: Vec<_> = completed.into_iter().map(|(node, _)| node).collect();
            assert_eq!(nodes, completed_by(index).collect::<Vec<_>>());
            assert_eq!(frontier.peaks().len(), frontier.size().count_ones() as usize);
        }
    }

    #[test]
    fn a_frontier_survives_being_stored() {
        let mut frontier = Frontier::new();
        for index in 0..37_u8 {
            assert_eq!(Frontier::from_bytes(&frontier.to_bytes()), Ok(frontier.clone()));
            let json = serde_json::to_string(&frontier).unwrap();
            assert_eq!(serde_json::from_str::<Frontier>(&json).unwrap(), frontier);
            frontier.push(leaf_hash(&[index]));
        }
    }

    #[test]
    fn a_frontier_with_too_few_or_too_many_peaks_is_refused() {
        let mut frontier = Frontier::new();
        frontier.push(leaf_hash(b"one"));
        let mut bytes = frontier.to_bytes();
        bytes.extend([0; 32]);
        let refused = FrontierRefused::WrongPeaks { size: 1, expected: 1, found: 2 };
        assert_eq!(Frontier::from_bytes(&bytes), Err(refused));
        assert_eq!(Frontier::from_bytes(&bytes[..41]), Err(FrontierRefused::Malformed));
        assert!(serde_json::from_str::<Frontier>(r#"{"size":3,"peaks":[]}"#).is_err());
    }
}
