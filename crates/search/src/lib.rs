//! Full text of Vietnamese: an index in a folder that finds words and phrases, whether they are typed with marks or without.
//!
//! The index holds no text, only which words stand where; what is shown is read from where the texts live. It orders by
//! a figure that each document brings along and never by statistics, so that what one reader finds
//! does not depend on documents that only others may see.

mod batch;
mod executor;
mod index;
mod places;
mod query;
mod sieve;
mod snippet;
mod words;
mod writer;

pub use index::{Allowed, Found, Index, Opened, Place, SearchError};
pub use query::{LONGEST_QUERY, MOST_WORDS, Query, QueryError};
pub use snippet::{Piece, Snippet};
pub use writer::{Document, Writer};
