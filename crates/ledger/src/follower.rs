//! One who looks at a log from outside: holds receipts and the last checkpoint that witnesses stood for, and
//! catches a keeper who goes back on either.
//!
//! A follower believes nothing that the log serves. Whatever it is shown is held against its own policy and
//! against what it saw before.

use crate::audit::{AuditFailed, audit};
use crate::checkpoint::{Checkpoint, TreeHead};
use crate::hash::Hash;
use crate::log::{LogError, prove_consistency};
use crate::note::{Note, NoteRefused};
use crate::policy::{Policy, PolicyUnmet};
use crate::promise::Promise;
use crate::proof::{ProofRefused, verify_consistency};
use crate::receipt::{Receipt, ReceiptUnproven};
use crate::store::LogStore;
use crate::tile::{TileKind, tiles_of};

/// What the keeper of a log was caught at.
#[derive(Debug, thiserror::Error)]
pub enum Caught {
    /// It shows no checkpoint at all.
    #[error("the log shows no checkpoint")]
    NoCheckpoint,
    /// It shows something that is not a signed text.
    #[error("the checkpoint shown cannot be read: {0}")]
    Unreadable(#[from] NoteRefused),
    /// It shows a checkpoint that its key or the witnesses do not stand for.
    #[error("the checkpoint shown is not vouched for: {0}")]
    Unvouched(#[from] PolicyUnmet),
    /// It shows the checkpoint of another log.
    #[error("the checkpoint shown is of another log: {0:?}")]
    OtherLog(String),
    /// What it shows does not continue what was seen before.
    #[error("the log does not continue the one seen before: {0}")]
    OtherHistory(ProofRefused),
    /// It cannot show what its checkpoint stands for.
    #[error("the log cannot show what it signed: {0}")]
    NotShown(LogError),
    /// What it stores is not what it signed.
    #[error("the stored log is not the signed one: {0}")]
    Stored(#[from] AuditFailed),
    /// A receipt does not hold in the log any more.
    #[error("the receipt does not hold: {0}")]
    Receipt(#[from] ReceiptUnproven),
    /// A promised entry is not there.
    #[error("an entry was promised by {by} and is not in the log")]
    BrokenPromise {
        /// The time promised, in seconds since 1970.
        by: u64,
    },
}

/// A reader with a policy and a memory.
#[derive(Debug, Clone)]
pub struct Follower {
    policy: Policy,
    seen: Checkpoint,
}

impl Follower {
    /// Begins with a checkpoint that satisfies the policy.
    ///
    /// # Errors
    ///
    /// Refuses a checkpoint that does not.
    pub fn new(policy: Policy, first: &Note) -> Result<Self, PolicyUnmet> {
        let seen = policy.check(first)?.checkpoint;
        Ok(Self { policy, seen })
    }

    /// The last checkpoint that was seen and believed.
    #[must_use]
    pub const fn seen(&self) -> &Checkpoint {
        &self.seen
    }

    /// Looks at the log again: its checkpoint must be vouched for and continue the last one. Only then does the
    /// follower move on.
    ///
    /// # Errors
    ///
    /// Says what the keeper was caught at.
    pub fn follow(&mut self, log: &impl LogStore) -> Result<TreeHead, Caught> {
        let shown = log.read_checkpoint().map_err(LogError::from).map_err(Caught::NotShown)?;
        let note = Note::parse(shown.ok_or(Caught::NoCheckpoint)?)?;
        let next = self.policy.check(&note)?.checkpoint;
        if next.origin() != self.seen.origin() {
            return Err(Caught::OtherLog(next.origin().to_owned()));
        }
        let (old, new) = (self.seen.head(), next.head());
        // Sizes first: of a log that shrank there is nothing to fetch.
        if new.size < old.size {
            return Err(Caught::OtherHistory(ProofRefused::Shrunk { old: old.size, new: new.size }));
        }
        let proof = prove_consistency(log, old.size, new.size).map_err(Caught::NotShown)?;
        verify_consistency(&old, &new, &proof).map_err(Caught::OtherHistory)?;
        self.seen = next;
        Ok(new)
    }

    /// Reads the whole log and makes every hash anew, up to the last checkpoint seen.
    ///
    /// # Errors
    ///
    /// Says what the keeper was caught at.
    pub fn audit(&self, log: &impl LogStore) -> Result<(), Caught> {
        audit(log, &self.seen.head(), &[])?;
        Ok(())
    }

    /// Checks a receipt for an entry: vouched for by itself, and part of the history that was followed.
    ///
    /// # Errors
    ///
    /// Says what the keeper was caught at.
    pub fn holds(&self, receipt: &Receipt, leaf: &Hash, log: &impl LogStore) -> Result<(), Caught> {
        let under = receipt.verify(leaf, &self.policy)?.checkpoint;
        if under.origin() != self.seen.origin() {
            return Err(Caught::OtherLog(under.origin().to_owned()));
        }
        let (old, new) = (under.head(), self.seen.head());
        let (old, new) = if old.size <= new.size { (old, new) } else { (new, old) };
        let proof = prove_consistency(log, old.size, new.size).map_err(Caught::NotShown)?;
        verify_consistency(&old, &new, &proof).map_err(Caught::OtherHistory)
    }

    /// Checks that a promised entry is in the log, if its time has come by `now` (seconds since 1970).
    ///
    /// The promise must be opened with the promise key first, and the log be followed past its time.
    ///
    /// # Errors
    ///
    /// Says that the promise was broken.
    pub fn is_kept(&self, promise: &Promise, now: u64, log: &impl LogStore) -> Result<(), Caught> {
        if now < promise.integrate_by() {
            return Ok(());
        }
        for tile in tiles_of(self.seen.size()).take_while(|tile| tile.kind == TileKind::Hashes { level: 0 }) {
            let bytes = log.read_tile(tile).map_err(AuditFailed::from)?;
            let bytes = bytes.ok_or_else(|| AuditFailed::Missing { path: tile.path() })?;
            if tile.hashes(&bytes).map_err(AuditFailed::from)?.contains(&promise.leaf()) {
                return Ok(());
            }
        }
        Err(Caught::BrokenPromise { by: promise.integrate_by() })
    }
}
