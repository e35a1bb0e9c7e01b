//! A log that anyone can check: what was put in can neither vanish nor change unnoticed.
//!
//! The tree is that of RFC 6962 over SHA-256; texts follow the C2SP specifications (`signed-note`,
//! `tlog-checkpoint`). Everything here is a pure function over bytes and hashes: time and randomness are
//! arguments, storage stands behind [`HashRead`]. Nothing here knows what an entry means, and no database
//! driver is ever named here.

#![deny(missing_docs)]
#![cfg_attr(not(test), deny(clippy::indexing_slicing))]

mod checkpoint;
mod commitment;
mod frontier;
mod hash;
mod node;
pub mod note;
mod promise;
mod proof;
mod text;

pub use checkpoint::{Checkpoint, CheckpointRefused, TreeHead};
pub use commitment::{COMMITMENT_DOMAIN, LEAF_DOMAIN, SALT_SIZE, commitment};
pub use frontier::{Frontier, FrontierRefused};
pub use hash::{HASH_SIZE, Hash, HashRefused, empty_root, leaf_hash, node_hash};
pub use node::{HashMissing, HashRead, Node, TILE_HEIGHT, TILE_WIDTH, TileSlot, completed_by};
pub use note::{KeyKind, Note, NoteKey, NoteRefused, NoteSignature, NoteVerifier};
pub use promise::{Promise, PromiseRefused};
pub use proof::{
    ProofRefused, consistency_proof, consistency_reads, inclusion_proof, inclusion_reads, tree_root,
    tree_root_reads, verify_consistency, verify_inclusion,
};
