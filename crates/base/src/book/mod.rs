//! The book: each step that matters leaves a leaf, and the leaves make a tree that anyone can check.
//!
//! A step writes its leaf as *pending*, in its own unit. One sequencer gives pending leaves their
//! places, signs the tree's head and alone holds the log key. The book knows rows and figures; words
//! and names are in it only as salted digests.

mod image;
mod pending;

pub use image::{ENCODING, RowImage, SealedCell, SealedCopy, SealedRow};
pub use pending::write_pending;
