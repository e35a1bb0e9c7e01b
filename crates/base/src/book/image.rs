//! The sealed copy of a step: what the book keeps beside the leaf, so that the leaf can be opened and
//! compared with the tables.
//!
//! Encoding 1 is a JSON object without spaces, its keys in the order written here. Encodings are only
//! ever added: a copy says which one it is in.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::db::{Cell, Entity};

/// The encoding that is written today.
pub const ENCODING: i64 = 1;

/// One row as a step left it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowImage {
    /// The row's table.
    pub table: &'static str,
    /// The row's key.
    pub key: String,
    /// Column, cell, and whether its words stay out of the book.
    pub cells: Vec<(&'static str, Cell, bool)>,
}

impl RowImage {
    /// The image of `row` as it is now.
    pub fn of<T: Entity>(row: &T) -> Self {
        let cells = T::COLUMNS.iter().zip(row.cells());
        RowImage {
            table: T::TABLE,
            key: row.key().to_text(),
            cells: cells.map(|(column, cell)| (column.name, cell, column.sealed)).collect(),
        }
    }
}

/// A step as the book keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedCopy {
    /// `<stage>.<past participle>`.
    pub kind: String,
    /// When, in microseconds.
    pub at: i64,
    /// Who, as a key; `None` when the program acted by itself.
    pub actor: Option<String>,
    /// The unit where it happened.
    pub place: Option<String>,
    /// The rows that the step wrote.
    pub rows: Vec<SealedRow>,
}

/// One row of a sealed copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedRow {
    /// The row's table.
    pub table: String,
    /// The row's key.
    pub key: String,
    /// The columns, in the table's order.
    pub columns: Vec<(String, SealedCell)>,
}

/// A cell in the book: in clear, or as the salted digest of words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SealedCell {
    /// Nothing.
    Null,
    /// A number.
    Int(i64),
    /// A code, a key or a day.
    Clear(String),
    /// Words or bytes: SHA-256 over the salt and them, in hex.
    Digest(String),
}

impl SealedCell {
    /// What the book keeps of `cell`.
    pub fn of(cell: &Cell, sealed: bool, salt: &[u8; 32]) -> Self {
        match cell {
            Cell::Null => SealedCell::Null,
            Cell::Int(number) => SealedCell::Int(*number),
            Cell::Text(text) if sealed => SealedCell::Digest(digest(salt, text.as_bytes())),
            Cell::Text(text) => SealedCell::Clear(text.clone()),
            Cell::Bytes(bytes) => SealedCell::Digest(digest(salt, bytes)),
        }
    }

    /// Whether the book keeps this cell as a digest.
    pub fn is_digest(&self) -> bool {
        matches!(self, SealedCell::Digest(_))
    }
}

impl SealedRow {
    /// What the book keeps of `image`.
    pub fn of(image: &RowImage, salt: &[u8; 32]) -> Self {
        let columns = image.cells.iter();
        SealedRow {
            table: image.table.to_owned(),
            key: image.key.clone(),
            columns: columns
                .map(|(name, cell, sealed)| ((*name).to_owned(), SealedCell::of(cell, *sealed, salt)))
                .collect(),
        }
    }
}

fn digest(salt: &[u8; 32], bytes: &[u8]) -> String {
    let mut hasher = Sha256::new();
    hasher.update(b"kiemdiem/cell/v1\n");
    hasher.update(salt);
    hasher.update(bytes);
    hex::encode(hasher.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_in_the_book_as_a_salted_digest_only() {
        let cell = Cell::Text("Nguyễn Văn An chậm trả lời đơn".to_owned());
        let kept = SealedCell::of(&cell, true, &[7; 32]);
        assert!(kept.is_digest());
        assert!(!serde_json::to_string(&kept).unwrap().contains("Nguyễn"));
        assert_ne!(kept, SealedCell::of(&cell, true, &[8; 32]), "another salt gives another digest");
    }
}
