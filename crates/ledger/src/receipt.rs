//! A receipt (C2SP `tlog-proof@v1`): everything needed to check, offline, that an entry is in a log.
//!
//! A receipt does not carry the entry. Its extra line is not protected by anything and decides nothing here.

use std::fmt;

use crate::checkpoint::TreeHead;
use crate::hash::Hash;
use crate::note::{Note, NoteRefused};
use crate::policy::{Policy, PolicyUnmet, Witnessed};
use crate::proof::{ProofRefused, verify_inclusion};
use crate::text::{base64, decimal, from_base64};

const FIRST_LINE: &str = "c2sp.org/tlog-proof@v1";

/// No tree that can be counted needs a longer proof.
const MAX_PROOF: usize = 64;

/// The contents of a `.tlog-proof` file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    extra: Option<Vec<u8>>,
    index: u64,
    proof: Vec<Hash>,
    checkpoint: Note,
}

/// Why a file is not a receipt.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptRefused {
    /// The file does not begin as a receipt does.
    #[error("line 1: a receipt begins with {FIRST_LINE:?}")]
    NotAReceipt,
    /// A line is not what must stand there.
    #[error("line {line}: {expected}")]
    BadLine {
        /// The line, counted from 1.
        line: usize,
        /// What should stand there.
        expected: &'static str,
    },
    /// The part below the empty line is not a signed checkpoint.
    #[error("the checkpoint of the receipt: {0}")]
    Checkpoint(#[from] NoteRefused),
}

/// Why a receipt proves nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptUnproven {
    /// The checkpoint does not satisfy the reader's policy.
    #[error(transparent)]
    Policy(#[from] PolicyUnmet),
    /// The entry is not in the tree of the checkpoint at that place.
    #[error(transparent)]
    Proof(#[from] ProofRefused),
}

impl Receipt {
    /// Puts a receipt together.
    #[must_use]
    pub const fn new(index: u64, proof: Vec<Hash>, checkpoint: Note) -> Self {
        Self { extra: None, index, proof, checkpoint }
    }

    /// Adds data that travels with the receipt, such as a salt. Nothing protects it.
    #[must_use]
    pub fn with_extra(self, extra: Vec<u8>) -> Self {
        Self { extra: Some(extra), ..self }
    }

    /// Reads a receipt.
    ///
    /// # Errors
    ///
    /// Names the line that breaks the format.
    pub fn parse(bytes: impl AsRef<[u8]>) -> Result<Self, ReceiptRefused> {
        let text = str::from_utf8(bytes.as_ref()).map_err(|_| ReceiptRefused::NotAReceipt)?;
        let rest = text.strip_prefix(FIRST_LINE).and_then(|rest| rest.strip_prefix('\n'));
        let rest = rest.ok_or(ReceiptRefused::NotAReceipt)?;
        let (head, checkpoint) = rest.split_once("\n\n").ok_or(ReceiptRefused::BadLine {
            line: text.lines().count(),
            expected: "an empty line and a checkpoint follow the proof",
        })?;
        let mut lines = (2..).zip(head.split('\n')).peekable();
        let extra = lines.next_if(|(_, line)| line.starts_with("extra "));
        let extra = extra.map(|(line, text)| parse_extra(line, text)).transpose()?;
        let index = match lines.next() {
            Some((line, text)) => parse_index(line, text)?,
            None => return Err(ReceiptRefused::BadLine { line: 3, expected: "the index of the entry" }),
        };
        let proof = lines.map(parse_hash).collect::<Result<_, _>>()?;
        Ok(Self { extra, index, proof, checkpoint: Note::parse(checkpoint)? })
    }

    /// Checks the whole receipt for an entry by the reader's own policy and says who stands behind it.
    ///
    /// # Errors
    ///
    /// Says what is missing or false.
    pub fn verify<'a>(&self, leaf: &Hash, policy: &'a Policy) -> Result<Witnessed<'a>, ReceiptUnproven> {
        let witnessed = policy.check(&self.checkpoint)?;
        self.verify_inclusion(leaf, &witnessed.checkpoint.head())?;
        Ok(witnessed)
    }

    /// Checks only that the entry is in a tree that the reader trusts already.
    ///
    /// # Errors
    ///
    /// Says why the proof is not believed.
    pub fn verify_inclusion(&self, leaf: &Hash, tree: &TreeHead) -> Result<(), ProofRefused> {
        verify_inclusion(leaf, self.index, &self.proof, tree)
    }

    /// The unprotected data that travels with the receipt.
    #[must_use]
    pub fn extra(&self) -> Option<&[u8]> {
        self.extra.as_deref()
    }

    /// The place of the entry in the log, from 0.
    #[must_use]
    pub const fn index(&self) -> u64 {
        self.index
    }

    /// The hashes of the proof, the leaf's sibling first.
    #[must_use]
    pub fn proof(&self) -> &[Hash] {
        &self.proof
    }

    /// The signed checkpoint, unchecked.
    #[must_use]
    pub const fn checkpoint(&self) -> &Note {
        &self.checkpoint
    }
}

fn parse_extra(line: usize, text: &str) -> Result<Vec<u8>, ReceiptRefused> {
    let data = text.strip_prefix("extra ").and_then(from_base64);
    data.ok_or(ReceiptRefused::BadLine { line, expected: "the extra data is in base64" })
}

fn parse_index(line: usize, text: &str) -> Result<u64, ReceiptRefused> {
    let index = text.strip_prefix("index ").and_then(decimal);
    index.ok_or(ReceiptRefused::BadLine { line, expected: "\"index\" and the number of the entry" })
}

fn parse_hash((line, text): (usize, &str)) -> Result<Hash, ReceiptRefused> {
    if MAX_PROOF + 3 < line {
        return Err(ReceiptRefused::BadLine { line, expected: "a proof has at most 64 hashes" });
    }
    Hash::from_base64(text)
        .map_err(|_| ReceiptRefused::BadLine { line, expected: "a hash of the proof in base64" })
}

impl fmt::Display for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{FIRST_LINE}")?;
        if let Some(extra) = &self.extra {
            writeln!(f, "extra {}", base64(extra))?;
        }
        writeln!(f, "index {}", self.index)?;
        self.proof.iter().try_for_each(|hash| writeln!(f, "{}", hash.to_base64()))?;
        write!(f, "\n{}", self.checkpoint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checkpoint::Checkpoint;
    use crate::hash::{leaf_hash, node_hash};
    use crate::note::NoteKey;

    fn key() -> NoteKey {
        NoteKey::from_seed("song-lam.example/log1", &[3; 32]).unwrap()
    }

    fn receipt() -> Receipt {
        let (left, right) = (leaf_hash(b"left"), leaf_hash(b"right"));
        let head = TreeHead { size: 2, root: node_hash(&left, &right) };
        let note = Checkpoint::new("song-lam.example/log1", head).unwrap().sign(&key()).unwrap();
        Receipt::new(1, vec![left], note)
    }

    fn policy() -> Policy {
        Policy::parse(format!("log {}\nquorum none\n", key().verifier())).unwrap()
    }

    #[test]
    fn a_receipt_is_read_back_byte_for_byte_and_proves_its_entry_alone() {
        for receipt in [receipt(), receipt().with_extra(b"salt".to_vec()), receipt().with_extra(Vec::new())] {
            let text = receipt.to_string();
            let again = Receipt::parse(&text).unwrap();
            assert_eq!(again, receipt);
            assert_eq!(again.to_string(), text);
            assert!(again.verify(&leaf_hash(b"right"), &policy()).is_ok());
            assert_eq!(
                again.verify(&leaf_hash(b"left"), &policy()),
                Err(ReceiptUnproven::Proof(ProofRefused::WrongRoot))
            );
        }
    }

    #[test]
    fn a_receipt_of_a_log_without_a_second_entry_has_no_hashes() {
        let head = TreeHead { size: 1, root: leaf_hash(b"only") };
        let note = Checkpoint::new("song-lam.example/log1", head).unwrap().sign(&key()).unwrap();
        let receipt = Receipt::parse(Receipt::new(0, Vec::new(), note).to_string()).unwrap();
        assert!(receipt.verify(&leaf_hash(b"only"), &policy()).is_ok());
    }

    #[test]
    fn a_public_log_is_followed_from_its_leaf_to_its_root() {
        // The last of 76,959 entries of a public test log: a proof along the right edge.
        let proof = [
            "fGRlLyuz+L9Jb8+uTSut/2aVc4z7fKFW+clvsb6xjEM=",
            "F6LautOHD5eppkWC0xn/lz00X5g2yLlZAkl2jCI/wdE=",
            "qH7OJxFNup+TDvJuohd2HphKVngfMeMzUK8QChEDcas=",
            "+Y3g758yXtPCRh/eqhLTA3bdcx+cCV1Uah0JdgB0YEs=",
            "vq8cJSjj8dPVmFBRUqDLlaMqW6aAYR2GKugVhgudXLs=",
            "J0z3X5qTb9WFC1gABhVFx0bW1rVZRL+DAoBL2e2h4G4=",
            "NmSbYg25xNFzTRerIsF3HbEMyTIDqW87AQd9ekzopE8=",
            "L8BZipjURnkctkjJtGJs+YyTXMssvNKA7+a8nV2JT/s=",
            "pva4RFzCejMkVMVmYc93As2lbk7WAyrw58TvrzEOjNc=",
        ];
        let proof: Vec<_> = proof.iter().map(|hash| Hash::from_base64(hash).unwrap()).collect();
        let root = Hash::from_base64("QYfrD7XAd4qUHbRBs4dDyDZwpZN4M/cccXr2G56pxkY=").unwrap();
        let (leaf, head) = (leaf_hash(b"hello tesseroak\n"), TreeHead { size: 76_959, root });
        assert_eq!(verify_inclusion(&leaf, 76_958, &proof, &head), Ok(()));
        assert!(verify_inclusion(&leaf, 76_957, &proof, &head).is_err());
    }

    #[test]
    fn what_is_not_a_receipt_is_refused_by_line() {
        let text = receipt().to_string();
        let check = |from: &str, to: &str, message: &str| {
            let refused = Receipt::parse(text.replacen(from, to, 1)).unwrap_err();
            assert_eq!(refused.to_string(), message);
        };
        check("@v1", "@v2", "line 1: a receipt begins with \"c2sp.org/tlog-proof@v1\"");
        check("index 1", "index 01", "line 2: \"index\" and the number of the entry");
        check("index 1\n", "", "line 2: \"index\" and the number of the entry");
        check("index 1", "extra !\nindex 1", "line 2: the extra data is in base64");
        check("index 1", "extra \nextra \nindex 1", "line 3: \"index\" and the number of the entry");
        check("index 1\n", "index 1\nabc\n", "line 3: a hash of the proof in base64");
    }
}
