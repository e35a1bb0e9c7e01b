//! The paper that an exception rests on: nothing departs from a pack without one.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::text::Line;

/// A document and the place in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// The document with its number.
    pub document: Line,
    /// The clause.
    pub clause: Line,
}

impl fmt::Display for Citation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}, {}", self.document, self.clause)
    }
}
