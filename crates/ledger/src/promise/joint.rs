//! One signature that promises many leaves, and the part of it that each of them takes along.
//!
//! Signing takes longer than all else that a leaf costs when many come at once. So one promise names the root of a
//! small tree of leaves, and each gets the path from its own to that root, in the form of a receipt.

use super::{Promise, PromiseRefused, write};
use crate::checkpoint::TreeHead;
use crate::hash::Hash;
use crate::memory_tree::MemoryTree;
use crate::note::{Note, NoteKey, NoteVerifier};
use crate::proof::inclusion_proof;
use crate::receipt::Receipt;

/// A promise for many leaves, signed.
#[derive(Debug, Clone)]
pub struct JointPromise {
    tree: MemoryTree,
    leaves: Vec<Hash>,
    note: Note,
}

impl JointPromise {
    /// Promises that leaves will stand in the named log by a time in seconds since 1970.
    ///
    /// # Errors
    ///
    /// Refuses an origin that could not name a log.
    pub fn sign(origin: &str, leaves: Vec<Hash>, by: u64, key: &NoteKey) -> Result<Self, PromiseRefused> {
        let mut tree = MemoryTree::new();
        tree.extend(leaves.iter().copied());
        let head = TreeHead { size: leaves.len() as u64, root: tree.root() };
        let mut note =
            Note::new(write(origin, &format!("leaves {} {}", head.size, head.root.to_base64()), by)?)?;
        note.sign(key);
        Ok(Self { tree, leaves, note })
    }

    /// The part of one leaf, counted from 0. It carries the leaf, so that it can be read alone.
    ///
    /// # Errors
    ///
    /// Refuses a number that no leaf has.
    pub fn part(&self, n: u64) -> Result<Receipt, PromiseRefused> {
        let none = PromiseRefused::Malformed("there are fewer leaves in it");
        let leaf = usize::try_from(n).ok().and_then(|n| self.leaves.get(n)).ok_or(none.clone())?;
        let proof = inclusion_proof(n, self.leaves.len() as u64, &self.tree).map_err(|_| none)?;
        Ok(Receipt::new(n, proof, self.note.clone()).with_extra(leaf.0.to_vec()))
    }
}

impl Promise {
    /// Reads a part of a joint promise that one of the trusted promise keys signed: what it says of its own leaf.
    ///
    /// # Errors
    ///
    /// Refuses what none of the keys signed, any text but that of a promise, and a leaf that is not under its root.
    pub fn open_part(part: &Receipt, trusted: &[NoteVerifier]) -> Result<Self, PromiseRefused> {
        part.checkpoint().verify(trusted)?;
        let (origin, what, by) = super::read(part.checkpoint().text())?;
        let tree = what.strip_prefix("leaves ").and_then(|text| text.split_once(' '));
        let tree = tree.and_then(|(size, root)| {
            Some(TreeHead { size: crate::text::decimal(size)?, root: Hash::from_base64(root).ok()? })
        });
        let tree =
            tree.ok_or(PromiseRefused::Malformed("line 3 says how many leaves, and their root in base64"))?;
        let leaf = part.extra().and_then(|leaf| leaf.try_into().ok()).map(Hash);
        let leaf = leaf.ok_or(PromiseRefused::Malformed("the extra line is the leaf hash"))?;
        part.verify_inclusion(&leaf, &tree).map_err(PromiseRefused::NotOfThem)?;
        Self::new(origin, leaf, by)
    }

    /// Reads what a promise was saved as: a note about one leaf, or a part of a joint promise.
    ///
    /// # Errors
    ///
    /// Refuses what is neither, and what [`Promise::open`] or [`Promise::open_part`] refuses.
    pub fn open_file(bytes: &[u8], trusted: &[NoteVerifier]) -> Result<Self, PromiseRefused> {
        match Receipt::parse(bytes) {
            Ok(part) => Self::open_part(&part, trusted),
            Err(_) => Self::open(&Note::parse(bytes)?, trusted),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::leaf_hash;

    const ORIGIN: &str = "song-lam.example/log1";

    fn key() -> NoteKey {
        NoteKey::from_seed("song-lam.example/promise-1", &[9; 32]).unwrap()
    }

    fn leaves(count: u8) -> Vec<Hash> {
        (0..count).map(|n| leaf_hash(&[n])).collect()
    }

    #[test]
    fn each_of_many_leaves_has_a_promise_that_is_read_alone() {
        for count in [1, 2, 3, 70] {
            let joint = JointPromise::sign(ORIGIN, leaves(count), 1_900_000_000, &key()).unwrap();
            for (n, leaf) in (0..).zip(leaves(count)) {
                let file = joint.part(n).unwrap().to_string();
                let read = Promise::open_file(file.as_bytes(), &[key().verifier().clone()]);
                assert_eq!(read, Promise::new(ORIGIN, leaf, 1_900_000_000));
            }
            assert!(joint.part(count.into()).is_err());
        }
    }

    #[test]
    fn a_leaf_that_was_not_among_them_is_not_promised() {
        let joint = JointPromise::sign(ORIGIN, leaves(5), 1_900_000_000, &key()).unwrap();
        let keys = [key().verifier().clone()];
        let part = joint.part(3).unwrap();
        let other = part.clone().with_extra(leaf_hash(b"another").0.to_vec());
        assert!(matches!(Promise::open_part(&other, &keys), Err(PromiseRefused::NotOfThem(_))));
        let none = Receipt::new(3, part.proof().to_vec(), part.checkpoint().clone());
        assert!(matches!(Promise::open_part(&none, &keys), Err(PromiseRefused::Malformed(_))));
        let stranger = NoteKey::from_seed("song-lam.example/promise-1", &[8; 32]).unwrap();
        assert!(matches!(
            Promise::open_part(&part, &[stranger.verifier().clone()]),
            Err(PromiseRefused::Note(_))
        ));
    }

    #[test]
    fn a_promise_for_one_and_a_promise_for_many_are_not_taken_for_each_other() {
        let keys = [key().verifier().clone()];
        let joint = JointPromise::sign(ORIGIN, leaves(2), 1_900_000_000, &key()).unwrap();
        let note = joint.part(0).unwrap().checkpoint().clone();
        assert!(matches!(Promise::open(&note, &keys), Err(PromiseRefused::Malformed(_))));
        let one = Promise::new(ORIGIN, leaf_hash(&[0]), 1_900_000_000).unwrap().sign(&key()).unwrap();
        let part = Receipt::new(0, Vec::new(), one.clone()).with_extra(leaf_hash(&[0]).0.to_vec());
        assert!(matches!(Promise::open_part(&part, &keys), Err(PromiseRefused::Malformed(_))));
        assert!(Promise::open_file(one.to_string().as_bytes(), &keys).is_ok());
    }
}
