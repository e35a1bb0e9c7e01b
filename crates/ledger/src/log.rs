//! The log itself: a store, a key, and the order in which things become durable.
//!
//! One writer at a time owns a log; who that is, is decided elsewhere. After any failure while writing, the
//! log refuses to go on: whether the last checkpoint became durable is then unknown, and to sign another of the
//! same size would be a second history. Opening it anew settles that.

use std::io;

use crate::audit::{AuditFailed, audit, is_stored};
use crate::checkpoint::{Checkpoint, CheckpointRefused, TreeHead};
use crate::edge::{Edge, TileBytes};
use crate::hash::Hash;
use crate::node::Node;
use crate::note::{Note, NoteKey, NoteRefused, NoteSignature, NoteVerifier};
use crate::proof::{ProofRefused, consistency_proof, consistency_reads, inclusion_proof, inclusion_reads};
use crate::receipt::Receipt;
use crate::store::LogStore;
use crate::tile::{TileId, TileRefused, Tiles, tiles_for};

/// Why a log does not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// The medium failed.
    #[error("the log cannot be read or written: {0}")]
    Store(#[from] io::Error),
    /// There is a log already.
    #[error("there is already a log here")]
    Exists,
    /// There is no log.
    #[error("there is no log here")]
    NoLog,
    /// The stored checkpoint is not one of this log by this key.
    #[error("the stored checkpoint is refused: {0}")]
    Checkpoint(#[from] CheckpointRefused),
    /// What is stored is not what was signed.
    #[error("the stored log is refused: {0}")]
    Audit(#[from] AuditFailed),
    /// An entry or a tile cannot be taken.
    #[error(transparent)]
    Tile(#[from] TileRefused),
    /// A proof cannot be made.
    #[error(transparent)]
    Proof(#[from] ProofRefused),
    /// A key or a signature is refused.
    #[error(transparent)]
    Note(#[from] NoteRefused),
    /// An earlier writing failed half-way.
    #[error("an earlier write failed: open the log anew before writing to it")]
    Interrupted,
}

/// A log that can be appended to.
#[derive(Debug)]
pub struct Log<S> {
    store: S,
    key: NoteKey,
    edge: Edge,
    checkpoint: Note,
    is_interrupted: bool,
    /// Full tiles whose partial versions are still to be dropped.
    leftovers: Vec<TileId>,
}

/// A batch that is in the log for good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appended {
    /// Index of the first entry of the batch.
    pub first: u64,
    /// The durable checkpoint that covers it.
    pub checkpoint: Note,
}

impl<S: LogStore> Log<S> {
    /// Begins a log named after its key.
    ///
    /// # Errors
    ///
    /// Refuses a store that has a log already.
    pub fn create(mut store: S, key: NoteKey) -> Result<Self, LogError> {
        if store.read_checkpoint()?.is_some() {
            return Err(LogError::Exists);
        }
        let edge = Edge::new();
        let checkpoint = sign(&key, edge.head())?;
        store.write_checkpoint(checkpoint.to_string().as_bytes())?;
        Ok(Self { store, key, edge, checkpoint, is_interrupted: false, leftovers: Vec::new() })
    }

    /// Opens a log after making every stored hash anew from the entries.
    ///
    /// `known` are heads that were seen elsewhere, such as by a witness: a log that was rolled back together
    /// with its checkpoint is found by them alone.
    ///
    /// # Errors
    ///
    /// Refuses a checkpoint of another key, and a log that is smaller than or different from what was signed.
    pub fn open(store: S, key: NoteKey, known: &[TreeHead]) -> Result<Self, LogError> {
        let (note, checkpoint) = read_checkpoint(&store, key.verifier())?;
        let edge = audit(&store, &checkpoint.head(), known)?;
        Ok(Self { store, key, edge, checkpoint: note, is_interrupted: false, leftovers: Vec::new() })
    }

    /// Appends a batch: tiles first, then the checkpoint; both are durable when this returns.
    ///
    /// An empty batch signs nothing new. The tiles that the batch continues are compared with what is stored
    /// first; [`Log::check`] compares all of them.
    ///
    /// # Errors
    ///
    /// After a failure of the store or a difference found, the log refuses to go on until it is opened anew.
    pub fn append<E: AsRef<[u8]>>(&mut self, entries: &[E]) -> Result<Appended, LogError> {
        if self.is_interrupted {
            return Err(LogError::Interrupted);
        }
        let first = self.edge.size();
        if entries.is_empty() {
            return Ok(Appended { first, checkpoint: self.checkpoint.clone() });
        }
        let mut edge = self.edge.clone();
        let tiles = edge.append(entries)?;
        self.is_interrupted = true;
        self.edge.partial_tiles().try_for_each(|tile| is_stored(&self.store, &tile))?;
        self.store.write_tiles(&tiles)?;
        let checkpoint = sign(&self.key, edge.head())?;
        self.store.write_checkpoint(checkpoint.to_string().as_bytes())?;
        (self.edge, self.checkpoint, self.is_interrupted) = (edge, checkpoint.clone(), false);
        self.drop_partials(&tiles);
        Ok(Appended { first, checkpoint })
    }

    /// Only now, with the new checkpoint durable, does nothing need the partial versions of full tiles. The batch
    /// is in the log whether they can be dropped or not; what fails is tried again after the next batch.
    fn drop_partials(&mut self, tiles: &[TileBytes]) {
        self.leftovers.extend(tiles.iter().map(|(tile, _)| *tile).filter(|tile| !tile.is_partial()));
        let store = &mut self.store;
        self.leftovers.retain(|tile| store.drop_partials(*tile).is_err());
    }

    /// Adds a signature, such as a witness's, to the present checkpoint and keeps it.
    ///
    /// # Errors
    ///
    /// Refuses a signature that is not by the given key over the present checkpoint.
    pub fn add_signature(&mut self, signature: NoteSignature, by: &NoteVerifier) -> Result<(), LogError> {
        let mut alone = Note::new(self.checkpoint.text())?;
        alone.add(signature.clone());
        alone.verify(std::slice::from_ref(by))?;
        let mut note = self.checkpoint.clone();
        note.add(signature);
        self.store.write_checkpoint(note.to_string().as_bytes())?;
        self.checkpoint = note;
        Ok(())
    }

    /// Checks every stored byte again, as opening does.
    ///
    /// # Errors
    ///
    /// Names the first thing that is wrong.
    pub fn check(&self, known: &[TreeHead]) -> Result<(), LogError> {
        audit(&self.store, &self.head(), known)?;
        Ok(())
    }
}

impl<S: LogStore> Log<S> {
    /// The name of the log.
    #[must_use]
    pub fn origin(&self) -> &str {
        self.key.verifier().name()
    }

    /// Size and root.
    #[must_use]
    pub fn head(&self) -> TreeHead {
        self.edge.head()
    }

    /// The present checkpoint with all its signatures.
    #[must_use]
    pub const fn checkpoint(&self) -> &Note {
        &self.checkpoint
    }

    /// The store, for reading.
    #[must_use]
    pub const fn store(&self) -> &S {
        &self.store
    }

    /// Gives the store back and ends the log.
    #[must_use]
    pub fn into_store(self) -> S {
        self.store
    }

    /// A receipt for an entry under the present checkpoint.
    ///
    /// # Errors
    ///
    /// Refuses an entry that is not in the log yet.
    pub fn receipt(&self, index: u64) -> Result<Receipt, LogError> {
        let proof = prove_inclusion(&self.store, index, self.edge.size())?;
        Ok(Receipt::new(index, proof, self.checkpoint.clone()))
    }

    /// A proof that the present log continues the one of an earlier size.
    ///
    /// # Errors
    ///
    /// Refuses a size that the log never had.
    pub fn prove_consistency(&self, old: u64) -> Result<Vec<Hash>, LogError> {
        prove_consistency(&self.store, old, self.edge.size())
    }
}

fn sign(key: &NoteKey, head: TreeHead) -> Result<Note, CheckpointRefused> {
    Checkpoint::new(key.verifier().name(), head)?.sign(key)
}

/// Reads the stored checkpoint, if the given log signed it.
///
/// # Errors
///
/// Refuses a store without a log, and a checkpoint of another one.
pub fn read_checkpoint(store: &impl LogStore, log: &NoteVerifier) -> Result<(Note, Checkpoint), LogError> {
    let bytes = store.read_checkpoint()?.ok_or(LogError::NoLog)?;
    let note = Note::parse(bytes)?;
    let checkpoint = Checkpoint::open(&note, log)?;
    Ok((note, checkpoint))
}

/// Proves from stored tiles that an entry is in the log of a size.
///
/// # Errors
///
/// Refuses an entry beyond that size, and names a tile that is missing.
pub fn prove_inclusion(store: &impl LogStore, index: u64, size: u64) -> Result<Vec<Hash>, LogError> {
    let tiles = fetch(store, &inclusion_reads(index, size)?, size)?;
    Ok(inclusion_proof(index, size, &tiles)?)
}

/// Proves from stored tiles that the log of a new size continues that of an old one.
///
/// # Errors
///
/// Refuses a new size that is the smaller one, and names a tile that is missing.
pub fn prove_consistency(store: &impl LogStore, old: u64, new: u64) -> Result<Vec<Hash>, LogError> {
    let tiles = fetch(store, &consistency_reads(old, new)?, new)?;
    Ok(consistency_proof(old, new, &tiles)?)
}

fn fetch(store: &impl LogStore, nodes: &[Node], size: u64) -> Result<Tiles, LogError> {
    let mut tiles = Tiles::new();
    for tile in tiles_for(nodes, size) {
        let (found, bytes) = read_at_least(store, tile)?;
        tiles.insert(found, &bytes)?;
    }
    Ok(tiles)
}

/// A partial tile of an earlier size may be gone once the tile was filled; the full one serves as well.
fn read_at_least(store: &impl LogStore, tile: TileId) -> Result<TileBytes, LogError> {
    for width in [tile.width, 256] {
        let tile = TileId { width, ..tile };
        if let Some(bytes) = store.read_tile(tile)? {
            return Ok((tile, bytes));
        }
    }
    Err(AuditFailed::Missing { path: tile.path() }.into())
}
