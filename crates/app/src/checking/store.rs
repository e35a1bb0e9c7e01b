//! What the checking page asks.

use base::db::{Cell, DbError, Link};
use jiff::Timestamp;
use ledger::Hash;

/// When a leaf was written; `None` when the book has no such leaf.
///
/// # Errors
/// What the database says.
pub async fn leaf_at(link: &mut Link, leaf: &Hash) -> Result<Option<Timestamp>, DbError> {
    let row = link.row("SELECT at FROM ledger_leaf WHERE hash = $1", &[Cell::Text(leaf.to_hex())]).await?;
    row.map(|row| row.at(0)).transpose()
}

/// When the head of a size was signed.
///
/// # Errors
/// What the database says.
pub async fn signed_at(link: &mut Link, size: u64) -> Result<Option<Timestamp>, DbError> {
    let size = Cell::Int(i64::try_from(size).unwrap_or(i64::MAX));
    let row = link.row("SELECT at FROM ledger_checkpoint WHERE size = $1", &[size]).await?;
    row.map(|row| row.at(0)).transpose()
}
