//! Reading the book: what was signed last, a proof for a leaf, the stamp of a row.

use jiff::Timestamp;
use ledger::{Checkpoint, Hash, Note, NoteVerifier, Receipt};

use super::witnessed::head_over;
use super::{BookFault, nodes};
use crate::db::{Cell, DbError, Entity, Row};
use crate::web::Mark;
use crate::{Failure, Link};

/// A checkpoint as it was stored.
#[derive(Clone, Debug)]
pub struct StoredHead {
    /// What it says.
    pub checkpoint: Checkpoint,
    /// The signed note.
    pub note: Note,
    /// When it was signed.
    pub at: Timestamp,
}

/// What a page shows of the book: where the row's last leaf stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The leaf's place; `None` until the sequencer has given one.
    pub place: Option<u64>,
    /// When the step was taken.
    pub at: Timestamp,
    /// The first eight digits of the leaf's hash.
    pub short: String,
    /// The leaf's hash.
    pub leaf: Hash,
}

impl Stamp {
    /// The picture of the leaf, for an eye that compares paper and screen.
    pub fn mark(&self) -> Mark {
        Mark::of(&self.leaf)
    }

    /// The page that checks the leaf.
    pub fn path(&self) -> String {
        format!("/checking?leaf={}", self.leaf.to_hex())
    }
}

/// The checkpoint that was signed last, once its signature was checked.
///
/// # Errors
/// When it is not signed by the log's key.
pub async fn last_head(link: &mut Link, log: &NoteVerifier) -> Result<Option<StoredHead>, BookFault> {
    let sql = "SELECT size, at, note FROM ledger_checkpoint ORDER BY size DESC LIMIT 1";
    match link.row(sql, &[]).await? {
        Some(row) => Ok(Some(open_head(&row, log)?)),
        None => Ok(None),
    }
}

/// The first checkpoint that was signed over the entry at a place: the same whenever it is asked for, so that a paper
/// that names it is printed again as it was; `None` while none is.
///
/// # Errors
/// When it is not signed by the log's key.
pub async fn first_head_over(
    link: &mut Link,
    log: &NoteVerifier,
    place: u64,
) -> Result<Option<StoredHead>, BookFault> {
    let sql = "SELECT size, at, note FROM ledger_checkpoint WHERE size > $1 ORDER BY size LIMIT 1";
    match link.row(sql, &[Cell::Int(nodes::signed(place))]).await? {
        Some(row) => Ok(Some(open_head(&row, log)?)),
        None => Ok(None),
    }
}

/// Opens a row of size, time and note.
pub(crate) fn open_head(row: &Row, log: &NoteVerifier) -> Result<StoredHead, BookFault> {
    let size = nodes::unsigned(row.at(0)?)?;
    let text: String = row.at(2)?;
    let wrong =
        |error: &dyn std::fmt::Display| BookFault::Tree(format!("checkpoint of size {size}: {error}"));
    let note = Note::parse(text.into_bytes()).map_err(|error| wrong(&error))?;
    let checkpoint = Checkpoint::open(&note, log).map_err(|error| wrong(&error))?;
    if checkpoint.size() != size {
        return Err(wrong(&"it was signed for another size"));
    }
    Ok(StoredHead { checkpoint, note, at: row.at(1)? })
}

/// The proof that a leaf is in a tree that was signed, with the words of witnesses under it as soon as there are any;
/// `None` while it is pending.
///
/// # Errors
/// [`Failure::Missing`] when there is no such leaf.
pub async fn prove(link: &mut Link, log: &NoteVerifier, leaf: &Hash) -> Result<Option<Receipt>, Failure> {
    let sql = "SELECT place FROM ledger_leaf WHERE hash = $1";
    let row = link.row(sql, &[Cell::Text(leaf.to_hex())]).await?.ok_or(Failure::Missing)?;
    let Some(place) = row.at::<Option<i64>>(0)? else { return Ok(None) };
    let place = nodes::unsigned(place)?;
    let Some(head) = head_over(link, log, place).await.map_err(fault)? else { return Ok(None) };
    let size = head.checkpoint.size();
    if size <= place {
        return Ok(None);
    }
    let stored = nodes::load(link, &ledger::inclusion_reads(place, size).map_err(fault)?).await?;
    let proof = ledger::inclusion_proof(place, size, &stored).map_err(fault)?;
    Ok(Some(Receipt::new(place, proof, head.note)))
}

/// The proof that the tree of `new` entries begins with the tree of `old`.
///
/// # Errors
/// When the sizes are in the wrong order or the tree is not that large.
pub async fn prove_growth(link: &mut Link, old: u64, new: u64) -> Result<Vec<Hash>, Failure> {
    let reads =
        ledger::consistency_reads(old, new).map_err(|_| Failure::field("size", "base-field-order"))?;
    let stored = nodes::load(link, &reads).await?;
    ledger::consistency_proof(old, new, &stored).map_err(|_| Failure::Missing)
}

/// The last leaf of a row with all that it holds: who has salt and copy can compute it.
#[derive(Clone, Debug)]
pub struct RowLeaf {
    /// The leaf.
    pub leaf: Hash,
    /// The salt of the copy, 32 bytes.
    pub salt: Vec<u8>,
    /// The copy of the step, as it was hashed.
    pub copy: Vec<u8>,
}

/// The last leaf of a row. Whoever shows it shows every row of the step.
///
/// # Errors
/// What the database says.
pub async fn leaf_of<T: Entity>(link: &mut Link, key: &str) -> Result<Option<RowLeaf>, DbError> {
    let sql = "SELECT l.hash, c.salt, c.bytes FROM ledger_row r JOIN ledger_leaf l ON l.id = r.leaf_id \
               JOIN ledger_content c ON c.leaf_id = l.id WHERE r.table_name = $1 AND r.row_key = $2";
    let Some(row) = link.row(sql, &[Cell::Text(T::TABLE.to_owned()), Cell::Text(key.to_owned())]).await?
    else {
        return Ok(None);
    };
    let leaf = Hash::from_hex(&row.at::<String>(0)?).map_err(|error| DbError::Shape(error.to_string()))?;
    Ok(Some(RowLeaf { leaf, salt: row.at(1)?, copy: row.at(2)? }))
}

/// Where the last leaf of a row stands; `None` for a row that the book does not know.
///
/// # Errors
/// What the database says.
pub async fn stamp_of(link: &mut Link, table: &str, key: &str) -> Result<Option<Stamp>, DbError> {
    Ok(stamps_of(link, &[(table, key.to_owned())]).await?.pop())
}

/// The last leaves of several rows, each leaf once, the latest first; in one statement.
///
/// # Errors
/// What the database says.
pub async fn stamps_of(link: &mut Link, rows: &[(&str, String)]) -> Result<Vec<Stamp>, DbError> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let pairs: Vec<String> = (0..rows.len())
        .map(|at| {
            format!("(ledger_row.table_name = ${} AND ledger_row.row_key = ${})", 2 * at + 1, 2 * at + 2)
        })
        .collect();
    let sql = format!(
        "SELECT ledger_leaf.place, ledger_leaf.at, ledger_leaf.hash FROM ledger_row \
         JOIN ledger_leaf ON ledger_leaf.id = ledger_row.leaf_id WHERE {} \
         ORDER BY ledger_leaf.at DESC, ledger_leaf.id DESC",
        pairs.join(" OR ")
    );
    let values: Vec<Cell> = rows
        .iter()
        .flat_map(|(table, key)| [Cell::Text((*table).to_owned()), Cell::Text(key.clone())])
        .collect();
    let mut stamps: Vec<Stamp> = Vec::new();
    for row in link.rows(&sql, &values).await? {
        let hash: String = row.at(2)?;
        let leaf = Hash::from_hex(&hash).map_err(|error| DbError::Shape(error.to_string()))?;
        if stamps.iter().all(|stamp| stamp.leaf != leaf) {
            let place = row.at::<Option<i64>>(0)?.map(nodes::unsigned).transpose()?;
            let short = hash.chars().take(8).collect();
            stamps.push(Stamp { place, at: row.at(1)?, short, leaf });
        }
    }
    Ok(stamps)
}

fn fault(error: impl std::fmt::Display) -> Failure {
    Failure::Fault(error.to_string())
}
