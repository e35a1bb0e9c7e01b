//! Emptying sealed copies: words that must go by law go together with the salt and the digest that the book keeps of them.
//! The leaf stays, so the tree, its proofs and its signatures hold as before.
//!
//! A copy speaks of all rows of its step. Those that keep their words are written into the book anew in the same unit, together
//! with the leaves whose copies were emptied: no row is left without a copy that answers for it, and an emptied copy that no step
//! answers for is found by `verify`.

use std::collections::BTreeSet;

use super::image::{RowImage, SealedCopy};
use super::{Covered, write_pending};
use crate::Failure;
use crate::db::{Cell, DbError, Link};
use crate::unit::Unit;

/// How many copies are read together.
const AT_ONCE: i64 = 512;

/// Under this name a step says which copies it emptied: by the keys of their leaves, without columns.
pub(super) const EMPTIED: &str = "ledger_content";

/// Rows whose words go, and the leaves that ever spoke of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Gone {
    /// Table and key of each row.
    pub rows: Vec<(String, String)>,
    /// The leaves whose copies are emptied.
    pub leaves: Vec<String>,
}

impl Gone {
    /// Looks through the whole book for steps that wrote one of these rows. It takes as long as the book is long: for
    /// [`crate::web::Act::prepare`], on a connection from [`crate::Database::read_long`].
    ///
    /// # Errors
    /// What the database says.
    pub async fn of(link: &mut Link, rows: Vec<(String, String)>) -> Result<Gone, Failure> {
        let sql = "SELECT leaf_id, bytes FROM ledger_content WHERE leaf_id > $1 ORDER BY leaf_id LIMIT $2";
        let (mut leaves, mut after) = (Vec::new(), String::new());
        loop {
            let copies = link.rows(sql, &[Cell::Text(after.clone()), Cell::Int(AT_ONCE)]).await?;
            for copy in &copies {
                after = copy.at(0)?;
                if speaks_of(&copy.at::<Vec<u8>>(1)?, &rows)? {
                    leaves.push(after.clone());
                }
            }
            if copies.len() < AT_ONCE.unsigned_abs() as usize {
                return Ok(Gone { rows, leaves });
            }
        }
    }

    /// Empties the copies, and writes the rows that keep their words into the book anew, as `kind`. The rows whose words go are
    /// changed and recorded after it, in the same unit.
    ///
    /// # Errors
    /// [`Failure::Stale`] when one of the rows was written again since the book was looked through.
    pub async fn erase(
        &self,
        unit: &mut Unit,
        kind: &'static str,
        tables: &[Covered],
    ) -> Result<(), Failure> {
        for (table, key) in &self.rows {
            let last = last_leaf(unit, table, key).await?;
            if !last.is_some_and(|leaf| self.leaves.contains(&leaf)) {
                return Err(Failure::Stale);
            }
        }
        let mut left = BTreeSet::new();
        for leaf in &self.leaves {
            left.insert((EMPTIED.to_owned(), leaf.clone()));
            for row in copy_of(unit, leaf).await?.into_iter().flat_map(|copy| copy.rows) {
                let row = (row.table, row.key);
                let is_last = last_leaf(unit, &row.0, &row.1).await?.as_ref() == Some(leaf);
                // What an emptied copy said of copies that were emptied before is said again.
                if row.0 == EMPTIED || is_last && !self.rows.contains(&row) {
                    left.insert(row);
                }
            }
            let nothing = Cell::Bytes(Vec::new());
            let sql = "UPDATE ledger_content SET salt = $1, bytes = $2 WHERE leaf_id = $3";
            unit.execute(sql, &[nothing.clone(), nothing, Cell::Text(leaf.clone())]).await?;
        }
        let mut images = Vec::new();
        for (table, key) in left {
            if table == EMPTIED {
                images.push(RowImage { table: EMPTIED, key, cells: Vec::new() });
                continue;
            }
            let known = tables.iter().find(|known| known.name == table);
            let known = known.ok_or_else(|| Failure::Fault(format!("the book does not cover {table}")))?;
            images.extend(present(unit, known, &key).await?);
        }
        write_pending(unit, kind, &images).await
    }
}

/// Whether a copy speaks of one of these rows. An emptied one says nothing.
fn speaks_of(bytes: &[u8], rows: &[(String, String)]) -> Result<bool, Failure> {
    let text = String::from_utf8_lossy(bytes);
    // A key is chance: where it does not even stand in the bytes they need not be read.
    if !rows.iter().any(|(_, key)| text.contains(key.as_str())) {
        return Ok(false);
    }
    let copy: SealedCopy = serde_json::from_slice(bytes)?;
    Ok(copy.rows.iter().any(|row| rows.iter().any(|(table, key)| row.table == *table && row.key == *key)))
}

async fn copy_of(link: &mut Link, leaf: &str) -> Result<Option<SealedCopy>, Failure> {
    let row = link.row("SELECT bytes FROM ledger_content WHERE leaf_id = $1", &[leaf.into()]).await?;
    let bytes: Vec<u8> = row.map(|row| row.at(0)).transpose()?.unwrap_or_default();
    if bytes.is_empty() { Ok(None) } else { Ok(Some(serde_json::from_slice(&bytes)?)) }
}

async fn last_leaf(link: &mut Link, table: &str, key: &str) -> Result<Option<String>, DbError> {
    let sql = "SELECT leaf_id FROM ledger_row WHERE table_name = $1 AND row_key = $2";
    link.row(sql, &[table.into(), key.into()]).await?.map(|row| row.at(0)).transpose()
}

/// A row as it is now.
async fn present(link: &mut Link, table: &Covered, key: &str) -> Result<Option<RowImage>, DbError> {
    let names: Vec<_> = table.columns.iter().map(|column| column.name).collect();
    let of_key = names.first().copied().unwrap_or("id");
    let sql = format!("SELECT {} FROM {} WHERE {of_key} = $1", names.join(", "), table.name);
    let row = link.row(&sql, &[key.into()]).await?;
    Ok(row.map(|row| RowImage {
        table: table.name,
        key: key.to_owned(),
        cells: table
            .columns
            .iter()
            .zip(row.cells())
            .map(|(column, cell)| (column.name, cell.clone(), column.sealed))
            .collect(),
    }))
}
