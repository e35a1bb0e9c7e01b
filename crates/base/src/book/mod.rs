//! The book: each step that matters leaves a leaf, and the leaves make a tree that anyone can check.
//!
//! A step writes its leaf as *pending*, in its own unit. One sequencer gives pending leaves their
//! places, signs the tree's head and alone holds the log key. The book knows rows and figures; words
//! and names are in it only as salted digests.

mod asking;
mod erasing;
mod image;
mod keys;
mod looking;
mod nodes;
mod open;
mod pending;
mod reading;
mod sequencer;
mod serving;
mod verify;
mod witnessed;

pub use asking::keep_asking;
pub use erasing::Gone;
pub use image::{ENCODING, RowImage, SealedCell, SealedCopy, SealedRow};
pub use keys::{Keys, host_of, promise_key, read_secret, write_secret};
pub use open::{Book, accept_older, log_of, promise, promise_keys, waiting_since};
pub use pending::write_pending;
pub use reading::{
    RowLeaf, Stamp, StoredHead, first_head_over, last_head, leaf_of, prove, prove_growth, stamp_of, stamps_of,
};
pub use sequencer::Integrated;
pub use serving::{signed_head, tile};
pub use verify::{Covered, Mismatch, Report, Wrong, verify};
pub use witnessed::{WitnessAt, bring};

use crate::db::DbError;

/// Why the book cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum BookFault {
    /// The keys cannot be used.
    #[error("the keys of the book: {0}")]
    Keys(String),
    /// The stored tree is not the one that was signed.
    #[error("the tree of the book: {0}")]
    Tree(String),
    /// What the database says.
    #[error(transparent)]
    Database(#[from] DbError),
}
