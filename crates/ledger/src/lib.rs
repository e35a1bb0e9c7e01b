//! A log that anyone can check: what was put in can neither vanish nor change unnoticed.
//!
//! The tree is that of RFC 6962 over SHA-256; texts and tiles follow the C2SP specifications
//! (`signed-note`, `tlog-checkpoint`, `tlog-cosignature`, `tlog-proof@v1`, `tlog-policy`, `tlog-tiles`, `tlog-witness`). Time and randomness are arguments; all is a pure function over bytes and hashes but for
//! [`Log`], whose storage stands behind [`LogStore`]. Nothing here knows what an entry means, and no database
//! driver is ever named here.

#![deny(missing_docs)]
#![cfg_attr(not(test), deny(clippy::indexing_slicing))]

mod audit;
mod auditor;
mod checkpoint;
mod commitment;
mod cosignature;
mod durable;
mod edge;
mod follower;
mod frontier;
pub mod fuzz;
mod hash;
pub mod journal;
pub mod log;
mod memory_tree;
mod node;
pub mod note;
pub mod offline;
mod policy;
mod promise;
mod proof;
mod receipt;
pub mod store;
mod text;
pub mod tile;
pub mod witness;

pub use audit::{AuditFailed, audit, audit_hashes};
pub use auditor::{Auditor, Looked, Unable};
pub use checkpoint::{Checkpoint, CheckpointRefused, TreeHead};
pub use commitment::{COMMITMENT_DOMAIN, LEAF_DOMAIN, SALT_SIZE, commitment};
pub use cosignature::{CosignRefused, Cosigner, follows};
pub use edge::{Edge, TileBytes};
pub use follower::{Caught, Follower};
pub use frontier::{Frontier, FrontierRefused};
pub use hash::{HASH_SIZE, Hash, HashRefused, empty_root, leaf_hash, node_hash};
pub use journal::{Intake, Journal, JournalError, JournalFile, Sequencer, Taken};
pub use log::{Appended, Log, LogError};
pub use memory_tree::MemoryTree;
pub use node::{HashMissing, HashRead, Node, TILE_HEIGHT, TILE_WIDTH, TileSlot, completed_by};
pub use note::{KeyKind, Note, NoteKey, NoteRefused, NoteSignature, NoteVerifier};
pub use policy::{Policy, PolicyFault, PolicyRefused, PolicyUnmet, Witnessed};
pub use promise::{JointPromise, Promise, PromiseRefused};
pub use proof::{
    ProofRefused, consistency_proof, consistency_reads, inclusion_proof, inclusion_reads, tree_root,
    tree_root_reads, verify_consistency, verify_inclusion,
};
pub use receipt::{Receipt, ReceiptRefused, ReceiptUnproven};
pub use store::LogStore;
pub use tile::{TileId, TileKind, TileRefused, Tiles};
pub use witness::{AddCheckpoint, Witness, WitnessFolder, WitnessMemory, WitnessRefused};
