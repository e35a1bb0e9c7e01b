//! Checking everything: leaf against sealed copy, tree against leaves, signature against tree, sealed
//! copy against the rows as they are now, and rows against the book.
//!
//! It reads one state of the database from end to end, a few hundred leaves at a time, and never writes.

mod report;
mod rows;
mod sheet;
mod tree;

pub use report::{Mismatch, Report, Wrong};

use ledger::NoteVerifier;

use super::BookFault;
use crate::Link;
use crate::db::{Column, DbError, Entity};
use rows::Rows;
use sheet::Sheet;
use tree::Tree;

/// How many leaves are looked at together.
const AT_ONCE: i64 = 512;

/// A table whose rows the book knows.
#[derive(Clone, Copy, Debug)]
pub struct Covered {
    /// The table.
    pub name: &'static str,
    /// Its columns, the key first and `version` last.
    pub columns: &'static [Column],
}

impl Covered {
    /// The table of `T`.
    pub const fn of<T: Entity>() -> Self {
        Covered { name: T::TABLE, columns: T::COLUMNS }
    }
}

/// Checks the whole book against the tables it covers. `log` is the key that the checker trusts;
/// `progress` is told how many leaves were checked.
///
/// # Errors
/// When the database cannot be read. What is wrong with the book is in the report.
pub async fn verify(
    link: &mut Link,
    log: &NoteVerifier,
    tables: &[Covered],
    progress: &mut (dyn FnMut(u64) + Send),
) -> Result<Report, BookFault> {
    let begin = if link.is_embedded() { "BEGIN" } else { "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY" };
    link.batch(begin).await?;
    let checked = check(link, log, tables, progress).await;
    link.batch("ROLLBACK").await?;
    Ok(checked?)
}

async fn check(
    link: &mut Link,
    log: &NoteVerifier,
    tables: &[Covered],
    progress: &mut (dyn FnMut(u64) + Send),
) -> Result<Report, DbError> {
    let mut report = Report::default();
    let mut rows = Rows::over(tables);
    let mut tree = Tree::new(log);
    while let Some(sheet) = Sheet::placed(link, tree.size()).await? {
        tree.check(link, &sheet, &mut report).await?;
        check_copies(link, sheet, &mut rows, &mut report).await?;
        progress(report.entries);
    }
    tree.check_end(link, &mut report).await?;
    let mut after = String::new();
    while let Some(sheet) = Sheet::pending(link, &after).await? {
        report.pending += sheet.leaves.len() as u64;
        after = sheet.leaves.last().map(|leaf| leaf.id.clone()).unwrap_or_default();
        check_copies(link, sheet, &mut rows, &mut report).await?;
    }
    rows.check_empty(&mut report);
    rows.check_unknown(link, &mut report).await?;
    Ok(report)
}

async fn check_copies(
    link: &mut Link,
    sheet: Sheet,
    rows: &mut Rows<'_>,
    report: &mut Report,
) -> Result<(), DbError> {
    for leaf in &sheet.leaves {
        if leaf.is_emptied() {
            report.erased += 1;
            rows.note_empty(&leaf.id);
        } else if let Some((salt, copy)) = leaf.open(report) {
            rows.note(&leaf.id, salt, copy, report);
        }
    }
    rows.compare(link, report).await
}
