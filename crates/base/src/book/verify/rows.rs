//! Comparing rows with the sealed copies of the steps that wrote them.
//!
//! Copies come in the order of the tree, which tells nothing about time; the version of a row does. A
//! copy of the present version must agree with the row, a copy of an earlier one is history, and a copy of
//! a later one means that the row was put back. Rows that no copy spoke of are counted, and named only
//! where the count differs.

use std::collections::{HashMap, HashSet};

use super::super::erasing::EMPTIED;
use super::super::image::{SealedCell, SealedCopy, SealedRow};
use super::report::{Report, Wrong};
use super::{AT_ONCE, Covered};
use crate::Link;
use crate::db::{Cell, DbError, Row};

/// How many rows one statement asks for.
const ROWS: usize = 64;

/// What copies said about rows and was not compared yet.
pub(super) struct Rows<'a> {
    tables: &'a [Covered],
    said: HashMap<&'static str, Vec<Said>>,
    found: HashMap<&'static str, i64>,
    /// Leaves whose copies are empty, and those of which a step says that it emptied them.
    empty: Vec<String>,
    emptied: HashSet<String>,
}

struct Said {
    leaf: String,
    salt: [u8; 32],
    row: SealedRow,
}

impl Said {
    fn version(&self) -> Option<i64> {
        self.row.columns.iter().find(|(name, _)| name == "version").and_then(|(_, cell)| match cell {
            SealedCell::Int(version) => Some(*version),
            _ => None,
        })
    }
}

impl<'a> Rows<'a> {
    pub(super) fn over(tables: &'a [Covered]) -> Self {
        let (said, found, empty, emptied) = Default::default();
        Rows { tables, said, found, empty, emptied }
    }

    /// Notes a leaf whose copy is empty.
    pub(super) fn note_empty(&mut self, leaf: &str) {
        self.empty.push(leaf.to_owned());
    }

    /// Names the copies that are empty and of which no step says that it emptied them.
    pub(super) fn check_empty(&self, report: &mut Report) {
        for leaf in self.empty.iter().filter(|leaf| !self.emptied.contains(*leaf)) {
            report.find(EMPTIED, leaf, "bytes", Wrong::CopyEmptied);
        }
    }

    /// Keeps what a copy says until it is compared.
    pub(super) fn note(&mut self, leaf: &str, salt: [u8; 32], copy: SealedCopy, report: &mut Report) {
        for row in copy.rows {
            if row.table == EMPTIED {
                self.emptied.insert(row.key);
                continue;
            }
            match self.tables.iter().find(|table| table.name == row.table) {
                Some(table) => {
                    self.said.entry(table.name).or_default().push(Said { leaf: leaf.to_owned(), salt, row });
                }
                None => report.find(&row.table, &row.key, "", Wrong::TableUnknown),
            }
        }
    }

    /// Compares all that was kept.
    pub(super) async fn compare(&mut self, link: &mut Link, report: &mut Report) -> Result<(), DbError> {
        for table in self.tables {
            let Some(said) = self.said.remove(table.name) else { continue };
            let mut found = 0;
            for some in said.chunks(ROWS) {
                let present = present(link, table, some).await?;
                found += some.iter().filter(|said| is_as_said(table, said, &present, report)).count();
            }
            *self.found.entry(table.name).or_default() += i64::try_from(found).unwrap_or(i64::MAX);
        }
        Ok(())
    }

    /// Names the rows that no copy spoke of.
    pub(super) async fn check_unknown(&self, link: &mut Link, report: &mut Report) -> Result<(), DbError> {
        for table in self.tables {
            let known = self.found.get(table.name).copied().unwrap_or_default();
            let all = link.count(&format!("SELECT COUNT(*) FROM {}", table.name), &[]).await?;
            report.rows += known.cast_unsigned();
            if all != known {
                name_unknown(link, table, report).await?;
            }
        }
        Ok(())
    }
}

fn key_column(table: &Covered) -> &'static str {
    table.columns.first().map_or("id", |column| column.name)
}

/// The rows that are spoken of, as they are now, each with the leaf that its stamp names.
async fn present(link: &mut Link, table: &Covered, said: &[Said]) -> Result<HashMap<String, Row>, DbError> {
    let columns: Vec<_> = table.columns.iter().map(|column| column.name).collect();
    let key = key_column(table);
    let places = (1..=ROWS).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
    let sql = format!(
        "SELECT {columns}, (SELECT leaf_id FROM ledger_row WHERE table_name = '{name}' AND row_key = {name}.{key}) \
         FROM {name} WHERE {key} IN ({places})",
        columns = columns.join(", "),
        name = table.name,
    );
    let keys = said.iter().chain(said.last().into_iter().cycle()).take(ROWS);
    let values: Vec<Cell> = keys.map(|said| Cell::Text(said.row.key.clone())).collect();
    let rows = link.rows(&sql, &values).await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.cells().first().map(Cell::to_text).unwrap_or_default(), row))
        .collect())
}

/// Compares one row with what a copy says of it; whether the copy is of its present version.
fn is_as_said(table: &Covered, said: &Said, present: &HashMap<String, Row>, report: &mut Report) -> bool {
    let key = &said.row.key;
    let Some(row) = present.get(key) else {
        report.find(table.name, key, "", Wrong::RowMissing);
        return false;
    };
    let now: i64 = row.get("version").unwrap_or_default();
    let then = said.version().unwrap_or_default();
    if then != now {
        if then > now {
            report.find(table.name, key, "version", Wrong::RowOlder);
        }
        return false;
    }
    for (column, kept) in &said.row.columns {
        let cell = row.names().iter().position(|name| name == column).and_then(|at| row.cells().get(at));
        let is_same = cell.is_some_and(|cell| SealedCell::of(cell, kept.is_digest(), &said.salt) == *kept);
        if !is_same {
            report.find(table.name, key, column, Wrong::CellChanged);
        }
    }
    if !matches!(row.cells().last(), Some(Cell::Text(leaf)) if *leaf == said.leaf) {
        report.find("ledger_row", format!("{} {key}", table.name), "leaf_id", Wrong::StampChanged);
    }
    true
}

/// Goes through a table in which there are more or fewer rows than steps left there.
async fn name_unknown(link: &mut Link, table: &Covered, report: &mut Report) -> Result<(), DbError> {
    let sql = format!(
        "SELECT {name}.{key}, {name}.version, ledger_content.bytes FROM {name} \
         LEFT JOIN ledger_row ON ledger_row.table_name = '{name}' AND ledger_row.row_key = {name}.{key} \
         LEFT JOIN ledger_content ON ledger_content.leaf_id = ledger_row.leaf_id \
         WHERE {name}.{key} > $1 ORDER BY {name}.{key} LIMIT $2",
        name = table.name,
        key = key_column(table),
    );
    let mut after = String::new();
    loop {
        let rows = link.rows(&sql, &[Cell::Text(after.clone()), Cell::Int(AT_ONCE)]).await?;
        for row in &rows {
            after = row.at(0)?;
            if !is_known(table, &after, row.at(1)?, row.cells().get(2)) {
                report.find(table.name, &after, "version", Wrong::RowUnknown);
            }
        }
        if rows.len() < AT_ONCE.unsigned_abs() as usize {
            return Ok(());
        }
    }
}

/// Whether the copy that the row's stamp names speaks of this version. An emptied one does not: whoever empties a copy writes the
/// rows that keep their words into the book anew.
fn is_known(table: &Covered, key: &str, version: i64, bytes: Option<&Cell>) -> bool {
    let Some(Cell::Bytes(bytes)) = bytes else { return false };
    let Ok(copy) = serde_json::from_slice::<SealedCopy>(bytes) else { return false };
    copy.rows.into_iter().any(|row| {
        let said = Said { leaf: String::new(), salt: [0; 32], row };
        said.row.table == table.name && said.row.key == key && said.version() == Some(version)
    })
}
