//! How the index keeps up: it reads which rows the leaves of the book speak of, in the order of their places, and takes these
//! rows in as they stand now.
//!
//! What one leaf says need not be known: a row that changed twice is simply read twice. So a step may be done again, and a
//! node that was away catches up from its own cursor.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use ::search::{Document, Index, SearchError};
use tokio::sync::mpsc;

use super::shelf::fault;
use super::{Doc, Shelf, Source};
use crate::book::SealedCopy;
use crate::db::Cell;
use crate::{Database, Failure, House};

/// How many leaves one step reads.
const LEAVES: i64 = 2000;
/// How many rows are read at once.
const ROWS: usize = 200;
/// Memory for a few changes, and for a whole index.
const FEW: usize = 15_000_000;
const WHOLE: usize = 48_000_000;

/// What a step came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fed {
    /// The index knows all that has a place in the book.
    Nothing,
    /// So many texts were taken in or out.
    Some(usize),
    /// The index was made anew of so many texts.
    Anew(usize),
}

/// A change of one text.
enum Change {
    Put(&'static str, u64, Doc),
    Remove(String),
}

/// Does one step: makes the index anew when it has none of the book, else reads the next leaves.
///
/// # Errors
/// What the database or the folder of the index says; the step can be done again.
pub async fn feed(database: &Database, shelf: &Shelf) -> Result<Fed, Failure> {
    if shelf.is_gone() {
        shelf.begin_anew()?;
    }
    let index = shelf.index()?;
    let head = head(database).await?;
    match index.cursor() {
        Some(cursor) if cursor == head => Ok(Fed::Nothing),
        Some(cursor) if cursor < head => catch_up(database, shelf, &index, (cursor, head)).await,
        // A cursor beyond the book is that of another book: a backup was put back.
        _ => anew(database, shelf, &index, head).await,
    }
}

/// Keeps the index up with the book until the program ends. What is on the disk is checked once.
pub async fn keep_up(house: Arc<House>, every: Duration) {
    let shelf = &house.search;
    let checked = shelf.index().map(|index| tokio::task::spawn_blocking(move || index.check()));
    match checked {
        Ok(running) => {
            if let Ok(Err(error)) = running.await {
                tracing::warn!(%error, "the index is made anew");
                if let Err(failure) = shelf.begin_anew() {
                    tracing::error!(?failure, "the index cannot be made anew");
                }
            }
        }
        Err(failure) => tracing::error!(?failure, "the index cannot be opened"),
    }
    loop {
        match feed(&house.database, shelf).await {
            Ok(Fed::Some(_)) => continue,
            Ok(Fed::Anew(count)) => tracing::info!(count, "the index was made anew"),
            Ok(Fed::Nothing) => {}
            Err(failure) => tracing::warn!(?failure, "the index could not be kept up"),
        }
        tokio::time::sleep(every).await;
    }
}

/// How many leaves have a place.
async fn head(database: &Database) -> Result<u64, Failure> {
    let mut link = database.read().await?;
    let count = link.count("SELECT COALESCE(MAX(place) + 1, 0) FROM ledger_leaf", &[]).await?;
    Ok(u64::try_from(count).unwrap_or(0))
}

async fn anew(database: &Database, shelf: &Shelf, index: &Arc<Index>, head: u64) -> Result<Fed, Failure> {
    let (send, receive) = mpsc::channel(4);
    let writing = tokio::task::spawn_blocking({
        let index = index.clone();
        move || write(&index, receive, (WHOLE, true), head)
    });
    for source in shelf.sources() {
        let mut after = String::new();
        loop {
            let mut link = database.read().await?;
            let docs = source.behind(&mut link, &after, ROWS as i64).await?;
            drop(link);
            let Some(last) = docs.last() else { break };
            after.clone_from(&last.id);
            let changes = docs.into_iter().map(|doc| change(source, doc)).collect();
            if send.send(changes).await.is_err() {
                break;
            }
        }
    }
    drop(send);
    Ok(Fed::Anew(written(shelf, writing).await?))
}

async fn catch_up(
    database: &Database,
    shelf: &Shelf,
    index: &Arc<Index>,
    (cursor, head): (u64, u64),
) -> Result<Fed, Failure> {
    let to = head.min(cursor + LEAVES.unsigned_abs());
    let touched = touched(database, (cursor, to)).await?;
    let (send, receive) = mpsc::channel(4);
    let writing = tokio::task::spawn_blocking({
        let index = index.clone();
        move || write(&index, receive, (FEW, false), to)
    });
    for source in shelf.sources() {
        for (table, column) in [(source.table, source.key)].iter().chain(source.also) {
            let keys: Vec<String> = touched.get(*table).into_iter().flatten().cloned().collect();
            for keys in keys.chunks(ROWS) {
                let mut link = database.read().await?;
                let docs = source.by(&mut link, column, keys).await?;
                drop(link);
                let is_own = *table == source.table;
                let gone = keys.iter().filter(|key| is_own && !docs.iter().any(|doc| doc.id == **key));
                let gone = gone.map(|key| Change::Remove(source.name_of(key))).collect::<Vec<_>>();
                let changes = docs.into_iter().map(|doc| change(source, doc)).chain(gone).collect();
                if send.send(changes).await.is_err() {
                    break;
                }
            }
        }
    }
    drop(send);
    Ok(Fed::Some(written(shelf, writing).await?))
}

fn change(source: &Source, doc: Doc) -> Change {
    let says_something = !(doc.title.is_empty() && doc.text.is_empty());
    match doc.is_shown && says_something {
        true => Change::Put(source.kind, source.number(), doc),
        false => Change::Remove(source.name_of(&doc.id)),
    }
}

/// The rows of which the leaves from one place to another speak, by their tables.
async fn touched(
    database: &Database,
    (from, to): (u64, u64),
) -> Result<BTreeMap<String, BTreeSet<String>>, Failure> {
    let sql = "SELECT c.bytes FROM ledger_leaf l JOIN ledger_content c ON c.leaf_id = l.id \
               WHERE l.place >= $1 AND l.place < $2 ORDER BY l.place";
    let mut link = database.read().await?;
    let place = |at: u64| Cell::Int(i64::try_from(at).unwrap_or(i64::MAX));
    let rows = link.rows(sql, &[place(from), place(to)]).await?;
    let mut touched: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in rows {
        let bytes: Vec<u8> = row.at(0)?;
        // A copy that was emptied by law says nothing; the leaf of the emptying speaks of its rows.
        if bytes.is_empty() {
            continue;
        }
        let copy: SealedCopy = serde_json::from_slice(&bytes)?;
        for row in copy.rows {
            touched.entry(row.table).or_default().insert(row.key);
        }
    }
    Ok(touched)
}

/// What the writing came to. An index that is damaged is thrown away.
async fn written(
    shelf: &Shelf,
    writing: tokio::task::JoinHandle<Result<usize, SearchError>>,
) -> Result<usize, Failure> {
    let done = writing.await.map_err(|error| Failure::Fault(error.to_string()))?;
    if matches!(done, Err(SearchError::Damaged(_))) {
        shelf.begin_anew()?;
    }
    done.map_err(fault)
}

/// Takes the changes in as they come, and keeps them together with the cursor.
fn write(
    index: &Index,
    mut changes: mpsc::Receiver<Vec<Change>>,
    (memory, is_anew): (usize, bool),
    cursor: u64,
) -> Result<usize, SearchError> {
    let mut writer = index.writer(memory)?;
    if is_anew {
        writer.clear()?;
    }
    let (mut count, mut has_lost) = (0, false);
    while let Some(changes) = changes.blocking_recv() {
        for change in changes {
            count += 1;
            match change {
                Change::Put(kind, number, doc) => {
                    let (id, scopes) = (format!("{kind}:{}", doc.id), doc.scopes());
                    let document = Document {
                        id: &id,
                        kind: number,
                        scopes: &scopes,
                        order: doc.made_at(),
                        title: &doc.title,
                        text: &doc.text,
                    };
                    if is_anew { writer.add(&document)? } else { writer.put(&document)? }
                }
                Change::Remove(id) => {
                    writer.remove(&id);
                    has_lost = true;
                }
            }
        }
    }
    writer.commit(cursor)?;
    // What was taken out is to be gone from the disk too, a text that was erased among it.
    if has_lost && !is_anew {
        writer.forget_removed()?;
    }
    writer.finish()?;
    Ok(count)
}
