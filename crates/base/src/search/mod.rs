//! Searching: which texts a stage lets be found, the index of this node, and how it keeps up with the book.
//!
//! The index holds what stands in the tables and nothing else; it is made anew whenever it is missing. It never decides
//! what somebody may see: that is decided by the page that shows a thing, each time anew.

mod feed;
mod shelf;
mod source;

pub use feed::{Fed, feed, keep_up};
pub use shelf::{Shelf, Standing};
pub use source::{Doc, Source, key_of};
