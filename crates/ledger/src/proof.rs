//! Proofs that an entry is in the tree, and that a later tree only adds to an earlier one.
//!
//! Making a proof needs stored hashes; checking one needs nothing but the proof and the two ends of it. The
//! checking functions follow RFC 9162, sections 2.1.3.2 and 2.1.4.2, and never trust the length of a proof.

use std::ops::Range;

use crate::checkpoint::TreeHead;
use crate::hash::{Hash, empty_root, node_hash};
use crate::node::{HashMissing, HashRead, Node};

/// Why a proof is not given or not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProofRefused {
    /// The entry is asked for in a tree that ends before it.
    #[error("entry {index} is not in a tree of {size} entries")]
    BeyondTree {
        /// The entry asked for.
        index: u64,
        /// Entries in the tree.
        size: u64,
    },
    /// The tree that should be later is the smaller one.
    #[error("a tree of {new} entries cannot continue one of {old} entries")]
    Shrunk {
        /// Entries in the earlier tree.
        old: u64,
        /// Entries in the tree that should be later.
        new: u64,
    },
    /// The proof has more or fewer hashes than such a proof has.
    #[error("the proof has {found} hashes, which does not fit the sizes it is for")]
    WrongLength {
        /// Hashes in the proof.
        found: usize,
    },
    /// The proof leads to another root than the one of the tree.
    #[error("the proof does not lead to the root of the tree")]
    WrongRoot,
    /// The proof does not lead to the root of the earlier tree.
    #[error("the proof does not lead to the root of the earlier tree")]
    WrongOldRoot,
    /// Storage lacks a hash.
    #[error(transparent)]
    Missing(#[from] HashMissing),
}

/// The complete nodes that make up a range, from left to right.
///
/// The range must start at a multiple of the power of two that covers it, as each range of RFC 6962 does.
fn nodes_of(range: &Range<u64>) -> impl Iterator<Item = Node> + use<> {
    let Range { mut start, end } = range.clone();
    std::iter::from_fn(move || {
        let node = largest_node(start, end)?;
        start += 1 << node.level;
        Some(node)
    })
}

#[inline]
fn largest_node(start: u64, end: u64) -> Option<Node> {
    let height = end.checked_sub(start)?.checked_ilog2()?;
    Some(Node { level: u8::try_from(height).ok()?, index: start >> height })
}

/// The hash over a range, folded from its complete nodes.
#[inline]
fn hash_of(range: &Range<u64>, hashes: &impl HashRead) -> Result<Hash, HashMissing> {
    match largest_node(range.start, range.end) {
        Some(node) if range.start + (1 << node.level) == range.end => hashes.read_hash(node),
        Some(node) => folded(node, range, hashes),
        None => Ok(empty_root()),
    }
}

/// Only at the right edge is there more than one node; there are fewer of them than levels.
#[inline(never)]
fn folded(first: Node, range: &Range<u64>, hashes: &impl HashRead) -> Result<Hash, HashMissing> {
    let rest = range.start + (1 << first.level)..range.end;
    Ok(node_hash(&hashes.read_hash(first)?, &hash_of(&rest, hashes)?))
}

fn hashes_of(
    ranges: impl Iterator<Item = Range<u64>>,
    hashes: &impl HashRead,
) -> Result<Vec<Hash>, ProofRefused> {
    let mut proof = Vec::with_capacity(ranges.size_hint().1.unwrap_or(0));
    for range in ranges {
        proof.push(hash_of(&range, hashes)?);
    }
    Ok(proof)
}

/// The ranges beside a node on its way to the root of a tree: what has to be known besides the node itself.
struct Siblings {
    node: Node,
    size: u64,
}

impl Iterator for Siblings {
    type Item = Range<u64>;

    #[inline]
    fn next(&mut self) -> Option<Range<u64>> {
        // The loop ends at the root, which is at most at level 64.
        while (self.size - 1).checked_shr(u32::from(self.node.level)).is_some_and(|last| 0 < last) {
            let Node { level, index } = self.node;
            self.node = Node { level: level + 1, index: index >> 1 };
            let start = (index ^ 1) << level;
            // On the right edge a node may stand alone, and then takes its place one level up.
            if start < self.size {
                return Some(start..self.size.min(start.saturating_add(1 << level)));
            }
        }
        None
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let levels = (self.size - 1).checked_ilog2().map_or(0, |top| top as usize + 1);
        (0, Some(levels.saturating_sub(usize::from(self.node.level))))
    }
}

/// The ranges whose hashes prove that an entry is in the tree, the leaf's sibling first.
fn inclusion_ranges(index: u64, size: u64) -> Result<Siblings, ProofRefused> {
    if size <= index {
        return Err(ProofRefused::BeyondTree { index, size });
    }
    Ok(Siblings { node: Node::leaf(index), size })
}

/// The ranges whose hashes prove that the tree of `new` entries continues the one of `old`.
fn consistency_ranges(old: u64, new: u64) -> Result<impl Iterator<Item = Range<u64>>, ProofRefused> {
    if new < old {
        return Err(ProofRefused::Shrunk { old, new });
    }
    let is_needed = old != 0 && old != new;
    // The largest complete subtree that ends where the old tree ends. When it is the whole old tree, the
    // checker already holds its hash.
    let level = if is_needed { old.trailing_zeros() } else { 0 };
    let index = old.saturating_sub(1) >> level;
    let first = (is_needed && index != 0).then(|| index << level..old);
    let node = Node { level: u8::try_from(level).unwrap_or(u8::MAX), index };
    let rest = is_needed.then_some(Siblings { node, size: new });
    Ok(first.into_iter().chain(rest.into_iter().flatten()))
}

fn reads_of(ranges: impl Iterator<Item = Range<u64>>) -> Vec<Node> {
    ranges.flat_map(|range| nodes_of(&range)).collect()
}

/// The nodes whose hashes [`inclusion_proof`] will read, so that they can be fetched in one query.
///
/// # Errors
///
/// Refuses an entry beyond the tree.
pub fn inclusion_reads(index: u64, size: u64) -> Result<Vec<Node>, ProofRefused> {
    Ok(reads_of(inclusion_ranges(index, size)?))
}

/// The nodes whose hashes [`consistency_proof`] will read.
///
/// # Errors
///
/// Refuses a later tree that is the smaller one.
pub fn consistency_reads(old: u64, new: u64) -> Result<Vec<Node>, ProofRefused> {
    Ok(reads_of(consistency_ranges(old, new)?))
}

/// The nodes whose hashes [`tree_root`] will read: the peaks, the largest first.
#[must_use]
pub fn tree_root_reads(size: u64) -> Vec<Node> {
    nodes_of(&(0..size)).collect()
}

/// Proves that entry `index` is in the tree of the first `size` entries.
///
/// # Errors
///
/// Refuses an entry beyond the tree, and names a hash that storage lacks.
pub fn inclusion_proof(index: u64, size: u64, hashes: &impl HashRead) -> Result<Vec<Hash>, ProofRefused> {
    hashes_of(inclusion_ranges(index, size)?, hashes)
}

/// Proves that the tree of the first `new` entries begins with the tree of the first `old`.
///
/// # Errors
///
/// Refuses a later tree that is the smaller one, and names a hash that storage lacks.
pub fn consistency_proof(old: u64, new: u64, hashes: &impl HashRead) -> Result<Vec<Hash>, ProofRefused> {
    hashes_of(consistency_ranges(old, new)?, hashes)
}

/// The root of the tree of the first `size` entries.
///
/// # Errors
///
/// Names a hash that storage lacks.
pub fn tree_root(size: u64, hashes: &impl HashRead) -> Result<Hash, HashMissing> {
    hash_of(&(0..size), hashes)
}

/// Checks that the entry with this leaf hash stands at `index` in the tree.
///
/// # Errors
///
/// Says why the proof is not believed.
pub fn verify_inclusion(
    leaf: &Hash,
    index: u64,
    proof: &[Hash],
    tree: &TreeHead,
) -> Result<(), ProofRefused> {
    if tree.size <= index {
        return Err(ProofRefused::BeyondTree { index, size: tree.size });
    }
    let wrong_length = ProofRefused::WrongLength { found: proof.len() };
    let (mut place, mut last, mut hash) = (index, tree.size - 1, *leaf);
    for sibling in proof {
        if last == 0 {
            return Err(wrong_length);
        }
        if place & 1 == 1 || place == last {
            hash = node_hash(sibling, &hash);
            (place, last) = past_missing_siblings(place, last);
        } else {
            hash = node_hash(&hash, sibling);
        }
        (place, last) = (place >> 1, last >> 1);
    }
    if last != 0 {
        return Err(wrong_length);
    }
    if hash == tree.root { Ok(()) } else { Err(ProofRefused::WrongRoot) }
}

/// Climbs the right edge over levels at which the node has no sibling.
const fn past_missing_siblings(place: u64, last: u64) -> (u64, u64) {
    if place == 0 {
        return (place, last);
    }
    let levels = place.trailing_zeros();
    (place >> levels, last >> levels)
}

/// Checks that the new tree begins with everything the old tree held.
///
/// # Errors
///
/// Says why the proof is not believed.
pub fn verify_consistency(old: &TreeHead, new: &TreeHead, proof: &[Hash]) -> Result<(), ProofRefused> {
    if new.size < old.size {
        return Err(ProofRefused::Shrunk { old: old.size, new: new.size });
    }
    if old.size == 0 || old.size == new.size {
        return verify_trivial_consistency(old, new, proof);
    }
    let wrong_length = ProofRefused::WrongLength { found: proof.len() };
    let (first, rest) = match proof.split_first() {
        _ if old.size.is_power_of_two() => (old.root, proof),
        Some((first, rest)) => (*first, rest),
        None => return Err(wrong_length),
    };
    let levels = (old.size - 1).trailing_ones();
    let (mut place, mut last) = ((old.size - 1) >> levels, (new.size - 1) >> levels);
    let (mut old_hash, mut new_hash) = (first, first);
    for sibling in rest {
        if last == 0 {
            return Err(wrong_length);
        }
        if place & 1 == 1 || place == last {
            old_hash = node_hash(sibling, &old_hash);
            new_hash = node_hash(sibling, &new_hash);
            (place, last) = past_missing_siblings(place, last);
        } else {
            new_hash = node_hash(&new_hash, sibling);
        }
        (place, last) = (place >> 1, last >> 1);
    }
    match () {
        () if last != 0 => Err(wrong_length),
        () if old_hash != old.root => Err(ProofRefused::WrongOldRoot),
        () if new_hash != new.root => Err(ProofRefused::WrongRoot),
        () => Ok(()),
    }
}

/// The cases whose proof is empty: from nothing, or from the same size.
fn verify_trivial_consistency(old: &TreeHead, new: &TreeHead, proof: &[Hash]) -> Result<(), ProofRefused> {
    if !proof.is_empty() {
        return Err(ProofRefused::WrongLength { found: proof.len() });
    }
    let expected = if old.size == 0 { empty_root() } else { new.root };
    if old.root != expected {
        return Err(ProofRefused::WrongOldRoot);
    }
    if new.size == 0 && new.root != expected {
        return Err(ProofRefused::WrongRoot);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::frontier::Frontier;
    use crate::hash::leaf_hash;

    /// The largest power of two below `n`, where RFC 6962 splits `n` leaves.
    fn split(n: u64) -> u64 {
        1 << (n - 1).ilog2()
    }

    /// The definition of RFC 6962, section 2.1, word for word, to hold the fast way against.
    fn plain_root(leaves: &[Hash]) -> Hash {
        match leaves {
            [] => empty_root(),
            [leaf] => *leaf,
            _ => {
                let (left, right) = leaves.split_at(split(leaves.len() as u64) as usize);
                node_hash(&plain_root(left), &plain_root(right))
            }
        }
    }

    fn tree(size: u64) -> (Vec<Hash>, HashMap<Node, Hash>) {
        let mut frontier = Frontier::new();
        let mut hashes = HashMap::new();
        let leaves: Vec<_> = (0..size).map(|n| leaf_hash(&n.to_be_bytes())).collect();
        leaves.iter().for_each(|leaf| hashes.extend(frontier.push(*leaf)));
        (leaves, hashes)
    }

    fn head(leaves: &[Hash], size: u64) -> TreeHead {
        TreeHead { size, root: plain_root(&leaves[..size as usize]) }
    }

    #[test]
    fn the_root_is_that_of_the_definition_at_every_size() {
        let (leaves, hashes) = tree(130);
        for size in 0..=130 {
            let expected = head(&leaves, size).root;
            assert_eq!(tree_root(size, &hashes), Ok(expected));
            assert_eq!(Frontier::read(size, &hashes).unwrap().root(), expected);
        }
    }

    #[test]
    fn every_entry_of_every_size_has_a_proof_that_holds_for_it_alone() {
        let (leaves, hashes) = tree(35);
        for size in 1..=35 {
            let head = head(&leaves, size);
            for index in 0..size {
                let proof = inclusion_proof(index, size, &hashes).unwrap();
                let leaf = leaves[index as usize];
                assert_eq!(verify_inclusion(&leaf, index, &proof, &head), Ok(()));
                let other = leaf_hash(b"another entry");
                assert_eq!(verify_inclusion(&other, index, &proof, &head), Err(ProofRefused::WrongRoot));
                for place in (0..size).filter(|place| *place != index) {
                    assert!(verify_inclusion(&leaf, place, &proof, &head).is_err());
                }
            }
        }
    }

    #[test]
    fn every_pair_of_sizes_has_a_proof_that_holds_for_it_alone() {
        let (leaves, hashes) = tree(40);
        for new in 0..=40 {
            for old in 0..=new {
                let proof = consistency_proof(old, new, &hashes).unwrap();
                let (old_head, new_head) = (head(&leaves, old), head(&leaves, new));
                assert_eq!(verify_consistency(&old_head, &new_head, &proof), Ok(()), "{old} to {new}");
                let forged = TreeHead { root: leaf_hash(b"forged"), ..old_head };
                assert!(verify_consistency(&forged, &new_head, &proof).is_err(), "{old} to {new}");
                if old != 0 {
                    let forged = TreeHead { root: leaf_hash(b"forged"), ..new_head };
                    assert!(verify_consistency(&old_head, &forged, &proof).is_err(), "{old} to {new}");
                }
            }
        }
    }

    #[test]
    fn a_proof_that_is_too_long_or_too_short_is_refused() {
        let (leaves, hashes) = tree(21);
        let (old, new) = (head(&leaves, 13), head(&leaves, 21));
        let inclusion = inclusion_proof(5, 21, &hashes).unwrap();
        let consistency = consistency_proof(13, 21, &hashes).unwrap();
        for cut in 0..inclusion.len() {
            assert!(verify_inclusion(&leaves[5], 5, &inclusion[..cut], &new).is_err());
        }
        for cut in 0..consistency.len() {
            assert!(verify_consistency(&old, &new, &consistency[..cut]).is_err());
        }
        let longer = |proof: &[Hash]| [proof, &[leaf_hash(b"one more")]].concat();
        assert!(verify_inclusion(&leaves[5], 5, &longer(&inclusion), &new).is_err());
        assert!(verify_consistency(&old, &new, &longer(&consistency)).is_err());
    }

    #[test]
    fn a_tree_never_shrinks_and_never_proves_what_lies_beyond_it() {
        let (_, hashes) = tree(4);
        assert_eq!(consistency_proof(4, 3, &hashes), Err(ProofRefused::Shrunk { old: 4, new: 3 }));
        assert_eq!(inclusion_proof(4, 4, &hashes), Err(ProofRefused::BeyondTree { index: 4, size: 4 }));
        assert!(matches!(inclusion_proof(4, 6, &hashes), Err(ProofRefused::Missing(_))));
    }

    #[test]
    fn a_proof_reads_exactly_the_nodes_it_asked_for() {
        let (leaves, hashes) = tree(300);
        for index in [0, 7, 255, 256, 299] {
            let reads = inclusion_reads(index, 300).unwrap();
            let fetched: HashMap<_, _> = reads.into_iter().map(|node| (node, hashes[&node])).collect();
            let proof = inclusion_proof(index, 300, &fetched).unwrap();
            assert_eq!(verify_inclusion(&leaves[index as usize], index, &proof, &head(&leaves, 300)), Ok(()));
        }
        let fetched: HashMap<_, _> =
            consistency_reads(77, 300).unwrap().into_iter().map(|node| (node, hashes[&node])).collect();
        assert!(consistency_proof(77, 300, &fetched).is_ok());
    }

    #[test]
    fn the_largest_sizes_are_refused_or_computed_without_overflow() {
        assert_eq!(inclusion_reads(u64::MAX - 1, u64::MAX).unwrap().len(), 63);
        assert!(consistency_reads(u64::MAX - 1, u64::MAX).is_ok());
        let huge = TreeHead { size: u64::MAX, root: empty_root() };
        assert!(verify_inclusion(&empty_root(), 0, &[empty_root(); 64], &huge).is_err());
        assert!(verify_consistency(&TreeHead { size: 1, ..huge }, &huge, &[empty_root(); 70]).is_err());
    }
}
