//! One who follows a log from outside and keeps a copy of its hashes: what was shown once cannot be shown
//! otherwise later.
//!
//! An auditor needs hash tiles only, so it can follow a log whose entries are nobody's business. It trusts its own
//! copy and its own policy, and nothing that the log says of itself.

use std::io;

use crate::audit::{AuditFailed, audit_hashes, is_stored};
use crate::checkpoint::Checkpoint;
use crate::edge::{Edge, TileBytes};
use crate::follower::{Caught, Follower};
use crate::hash::Hash;
use crate::log::{LogError, prove_consistency};
use crate::node::TILE_WIDTH;
use crate::note::{Note, NoteRefused};
use crate::policy::{Policy, PolicyUnmet};
use crate::proof::{ProofRefused, verify_consistency};
use crate::store::LogStore;
use crate::tile::{TileId, TileKind, tiles_of};

/// Why an auditor cannot look, which is no fault of the log.
#[derive(Debug, thiserror::Error)]
pub enum Unable {
    /// The medium of the copy failed.
    #[error("the copy cannot be read or written: {0}")]
    Copy(#[from] io::Error),
    /// What was kept is not what was seen.
    #[error("the copy is damaged: {0}")]
    Damaged(String),
    /// The log was caught; what it showed is no reason to doubt the copy.
    #[error(transparent)]
    Caught(#[from] Caught),
}

impl From<AuditFailed> for Unable {
    fn from(failed: AuditFailed) -> Self {
        Self::Damaged(failed.to_string())
    }
}

impl From<NoteRefused> for Unable {
    fn from(refused: NoteRefused) -> Self {
        Self::Damaged(refused.to_string())
    }
}

/// What a look at a log showed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// The checkpoint before, if there was one.
    pub before: Option<Checkpoint>,
    /// The checkpoint now.
    pub now: Checkpoint,
    /// The newest time that a witness gives, in seconds since 1970.
    pub witnessed_at: Option<u64>,
    /// The proof that the log of now continues the one before.
    pub proof: Vec<Hash>,
    /// Older tiles that were looked at again.
    pub again: u64,
}

/// An auditor with its policy and its copy.
#[derive(Debug)]
pub struct Auditor<C> {
    policy: Policy,
    copy: C,
    edge: Edge,
    seen: Option<Checkpoint>,
}

impl<C: LogStore> Auditor<C> {
    /// Takes up a copy after making every hash in it anew; an empty one is begun.
    ///
    /// # Errors
    ///
    /// Refuses a damaged copy, and one that the policy does not cover.
    pub fn open(policy: Policy, copy: C) -> Result<Self, Unable> {
        let Some(kept) = copy.read_checkpoint()? else {
            return Ok(Self { policy, copy, edge: Edge::new(), seen: None });
        };
        let note = Note::parse(kept)?;
        let seen = policy.check(&note).map_err(|unmet| Unable::Damaged(unmet.to_string()))?.checkpoint;
        let edge = audit_hashes(&copy, &seen.head(), &[])?;
        Ok(Self { policy, copy, edge, seen: Some(seen) })
    }

    /// The checkpoint that was seen last.
    #[must_use]
    pub const fn seen(&self) -> Option<&Checkpoint> {
        self.seen.as_ref()
    }

    /// Holds receipts and promises against the copy: one who saw what this auditor saw.
    ///
    /// # Errors
    ///
    /// Refuses when nothing was seen yet.
    pub fn follower(&self) -> Result<Follower, Unable> {
        let kept =
            self.copy.read_checkpoint()?.ok_or_else(|| Unable::Damaged("nothing was seen yet".into()))?;
        let follower = Follower::new(self.policy.clone(), &Note::parse(kept)?);
        follower.map_err(|unmet| Unable::Damaged(unmet.to_string()))
    }

    /// The copy.
    #[must_use]
    pub const fn copy(&self) -> &C {
        &self.copy
    }

    /// Looks at the log: its checkpoint must be vouched for, continue the one seen before, and every hash that is new
    /// must be shown and lead to the signed root. `again` full tiles seen before are fetched and compared too, in
    /// turn from `from`. Only then does the auditor move on.
    ///
    /// # Errors
    ///
    /// Says what the keeper was caught at, or why the auditor could not look.
    pub fn look(&mut self, log: &impl LogStore, from: u64, again: u64) -> Result<Looked, Unable> {
        let shown = log.read_checkpoint().map_err(not_shown)?.ok_or(Caught::NoCheckpoint)?;
        let note = Note::parse(&shown).map_err(Caught::from)?;
        let (now, witnessed_at) = self.vouched(&note).map_err(Caught::from)?;
        self.same_log(&now)?;
        let (edge, tiles) = self.grow(log, &now)?;
        Self::compare(log, &edge, &tiles)?;
        let again = self.look_again(log, from, again)?;
        self.copy.write_tiles(&tiles)?;
        let old = self.seen.as_ref().map_or(0, Checkpoint::size);
        let proof = prove_consistency(&self.copy, old, now.size());
        let proof = proof.map_err(|error| Unable::Damaged(error.to_string()))?;
        self.copy.write_checkpoint(&shown)?;
        for (tile, _) in tiles.iter().filter(|(tile, _)| !tile.is_partial()) {
            self.copy.drop_partials(*tile)?;
        }
        self.edge = edge;
        let before = self.seen.replace(now.clone());
        Ok(Looked { before, now, witnessed_at, proof, again })
    }

    fn vouched(&self, note: &Note) -> Result<(Checkpoint, Option<u64>), PolicyUnmet> {
        let witnessed = self.policy.check(note)?;
        let newest = witnessed.witnesses.iter().map(|(_, time)| *time).max();
        Ok((witnessed.checkpoint, newest))
    }

    fn same_log(&self, now: &Checkpoint) -> Result<(), Caught> {
        let Some(seen) = &self.seen else { return Ok(()) };
        if now.origin() != seen.origin() {
            return Err(Caught::OtherLog(now.origin().to_owned()));
        }
        let (old, new) = (seen.head(), now.head());
        if new.size < old.size {
            return Err(Caught::OtherHistory(ProofRefused::Shrunk { old: old.size, new: new.size }));
        }
        if new.size == old.size && new.root != old.root {
            return Err(Caught::OtherHistory(ProofRefused::WrongOldRoot));
        }
        Ok(())
    }

    /// Puts the new leaves that the log shows after the ones in the copy; together they must have the signed root.
    fn grow(&self, log: &impl LogStore, now: &Checkpoint) -> Result<(Edge, Vec<TileBytes>), Caught> {
        let (old, new) = (self.edge.size(), now.size());
        let mut leaves = Vec::new();
        let mut is_as_copied = true;
        for tile in leaf_tiles(old, new) {
            let hashes = tile.hashes(&shown_tile(log, tile)?).map_err(AuditFailed::from)?;
            let first = tile.index * TILE_WIDTH;
            let n_known = usize::try_from(old.saturating_sub(first)).unwrap_or(usize::MAX);
            let (known, fresh) = hashes.split_at_checked(n_known).unwrap_or((&hashes, &[]));
            is_as_copied &= self.copied(first, known).map_err(not_shown)?;
            leaves.extend_from_slice(fresh);
        }
        let mut edge = self.edge.clone();
        let tiles = edge.append_leaves(&leaves);
        if edge.head().root == now.root() {
            return if is_as_copied { Ok((edge, tiles)) } else { Err(altered(old)) };
        }
        Err(self.why_not(log, now))
    }

    /// Whether these hashes are the ones in the copy, from a place on that begins a tile.
    fn copied(&self, first: u64, known: &[Hash]) -> io::Result<bool> {
        let Ok(width @ 1..) = u16::try_from(known.len()) else { return Ok(true) };
        let size = self.edge.size();
        let tile = TileId::of_node(crate::Node::leaf(first), size);
        let copy = self.copy.read_tile(tile)?.unwrap_or_default();
        let of_copy = copy.chunks(32).take(usize::from(width));
        Ok(of_copy.eq(known.iter().map(|hash| hash.0.as_slice())))
    }

    /// New leaves that do not lead to the signed root: another history, or tiles that are not the signed ones.
    fn why_not(&self, log: &impl LogStore, now: &Checkpoint) -> Caught {
        let Some(seen) = &self.seen else {
            return Caught::Stored(AuditFailed::WrongRoot { head: now.head() });
        };
        let (old, new) = (seen.head(), now.head());
        match prove_consistency(log, old.size, new.size) {
            Ok(proof) => match verify_consistency(&old, &new, &proof) {
                Ok(()) => Caught::Stored(AuditFailed::WrongRoot { head: new }),
                Err(refused) => Caught::OtherHistory(refused),
            },
            Err(error) => Caught::NotShown(error),
        }
    }

    /// Tiles above the leaves are made here, never believed; the log must show the same.
    fn compare(log: &impl LogStore, edge: &Edge, tiles: &[TileBytes]) -> Result<(), Caught> {
        let above = tiles.iter().filter(|(tile, _)| tile.kind != TileKind::Hashes { level: 0 });
        above
            .cloned()
            .chain(edge.partial_tiles())
            .try_for_each(|tile| is_stored(log, &tile))
            .map_err(as_caught)
    }

    /// Fetches full tiles of the copy once more and compares.
    fn look_again(&self, log: &impl LogStore, from: u64, again: u64) -> Result<u64, Unable> {
        let full: Vec<_> = tiles_of(self.edge.size()).filter(|tile| !tile.is_partial()).collect();
        let n_full = full.len() as u64;
        let start = usize::try_from(from.checked_rem(n_full).unwrap_or(0)).unwrap_or(0);
        let turn = full.iter().cycle().skip(start).take(usize::try_from(again.min(n_full)).unwrap_or(0));
        for tile in turn {
            let copy = self.copy.read_tile(*tile)?;
            let copy = copy.ok_or_else(|| Unable::Damaged(format!("{} is missing", tile.path())))?;
            is_stored(log, &(*tile, copy)).map_err(as_caught)?;
        }
        Ok(again.min(n_full))
    }
}

/// The tiles of leaf hashes that hold what is new.
fn leaf_tiles(old: u64, new: u64) -> impl Iterator<Item = TileId> {
    let from = old / TILE_WIDTH;
    let leaves = tiles_of(new).take_while(|tile| tile.kind == TileKind::Hashes { level: 0 });
    leaves.skip_while(move |tile| tile.index < from).filter(move |_| old < new)
}

fn shown_tile(log: &impl LogStore, tile: TileId) -> Result<Vec<u8>, Caught> {
    let bytes = log.read_tile(tile).map_err(not_shown)?;
    bytes.ok_or_else(|| Caught::NotShown(AuditFailed::Missing { path: tile.path() }.into()))
}

fn not_shown(error: io::Error) -> Caught {
    Caught::NotShown(LogError::from(error))
}

fn as_caught(failed: AuditFailed) -> Caught {
    match failed {
        AuditFailed::Store(error) => not_shown(error),
        missing @ AuditFailed::Missing { .. } => Caught::NotShown(missing.into()),
        other => Caught::Stored(other),
    }
}

fn altered(size: u64) -> Caught {
    let tile = TileId::of_node(crate::Node::leaf(size.saturating_sub(1)), size);
    Caught::Stored(AuditFailed::Altered { path: tile.path() })
}
