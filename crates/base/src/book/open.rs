//! The open book: its keys, its promises, and the loop that keeps the tree up with the leaves.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use jiff::Timestamp;
use ledger::{Checkpoint, Hash, Note, NoteKey, NoteVerifier, Promise};

use super::keys::{Keys, host_of, write_whole};
use super::reading::last_head;
use super::sequencer::{BATCH, Integrate, Integrated, LEASE};
use super::{BookFault, looking, nodes};
use crate::db::{Cell, Database, DbError};
use crate::unit::{Unit, UseCase};
use crate::{Failure, Link, dice};

/// How soon after its commit a step stands in the tree, in seconds.
const PROMISED: i64 = 60;

/// The book as a running program holds it.
pub struct Book {
    keys: Keys,
    log: NoteVerifier,
    holder: String,
    lease: Duration,
    /// From which leaf on the stored tree is looked at next.
    next_look: AtomicU64,
}

impl Book {
    /// Opens the book: makes the keys at the first start, and checks that the stored tree is the one
    /// that was signed last — no smaller one, no other one.
    ///
    /// # Errors
    /// When the keys cannot be used, or the tree was cut back or changed.
    pub async fn open(database: &Database, folder: &Path, public_url: &str) -> Result<Self, BookFault> {
        let known = log_of(&mut *database.read().await?).await?;
        let keys = Keys::open(folder, &host_of(public_url), known.is_some())?;
        let log = match (known, &keys.log) {
            (Some(known), Some(key)) if known != *key.verifier() => {
                return Err(BookFault::Keys(format!(
                    "{} holds the key of the log {}, but this database belongs to the log {}",
                    folder.display(),
                    key.verifier(),
                    known
                )));
            }
            (Some(known), _) => known,
            (None, Some(key)) => key.verifier().clone(),
            (None, None) => return Err(BookFault::Keys("there is no log key".into())),
        };
        let enter = EnterKeys { log: log.to_string(), promise: keys.promise.verifier().to_string() };
        database.run(enter).await.map_err(|failure| BookFault::Keys(format!("{failure:?}")))?;
        let book = Book {
            keys,
            log,
            holder: dice::unnamed().to_string(),
            lease: LEASE,
            next_look: AtomicU64::new(0),
        };
        let mut link = database.read_long().await?;
        book.check_tree(&mut link).await?;
        looking::look(&mut link, &book.log, 0, u64::MAX).await?;
        Ok(book)
    }

    /// With a lease of another length: how long others wait when this node falls silent.
    pub fn with_lease(self, lease: Duration) -> Self {
        Book { lease, ..self }
    }

    /// The public key of the log.
    pub fn log(&self) -> &NoteVerifier {
        &self.log
    }

    /// The public key of this node's promises.
    pub fn promises(&self) -> &NoteVerifier {
        self.keys.promise.verifier()
    }

    /// The keys of this node.
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// Places what is pending, batch after batch; says how many leaves were placed.
    ///
    /// # Errors
    /// When the stored tree is not the one that was signed; nothing is signed then.
    pub async fn integrate(&self, database: &Database) -> Result<usize, Failure> {
        let Some(key) = &self.keys.log else { return Ok(0) };
        let mut placed = 0;
        while something_is_pending(&mut *database.read().await?).await? {
            self.look_at_a_part(database).await?;
            let unit = Integrate { key: key.clone(), holder: self.holder.clone(), lease: self.lease };
            let Integrated::Placed { leaves, note } = database.run(unit).await? else { break };
            self.mark(&note)?;
            placed += leaves;
            if leaves < BATCH {
                break;
            }
        }
        Ok(placed)
    }

    /// Looks at the next part of the stored tree; nothing is signed over one that is not as it was made.
    async fn look_at_a_part(&self, database: &Database) -> Result<(), Failure> {
        let from = self.next_look.load(Ordering::Relaxed);
        let mut link = database.read_long().await?;
        let next = looking::look(&mut link, &self.log, from, looking::PART).await;
        self.next_look.store(next.map_err(|fault| Failure::Fault(fault.to_string()))?, Ordering::Relaxed);
        Ok(())
    }

    /// Notes what was signed last beside the keys. Who was asleep while another signed does not go back.
    fn mark(&self, note: &str) -> Result<(), Failure> {
        let fault = |error: BookFault| Failure::Fault(error.to_string());
        let new = Note::parse(note).ok().and_then(|note| Checkpoint::open(&note, &self.log).ok());
        let is_newer = |marked: Checkpoint| new.is_some_and(|new| marked.size() < new.size());
        if self.marked().map_err(fault)?.is_none_or(is_newer) {
            write_whole(&self.keys.mark(), note.as_bytes()).map_err(fault)?;
        }
        Ok(())
    }

    /// Keeps the tree up with the leaves until the program ends.
    pub async fn keep_up(self: Arc<Self>, database: Database, every: Duration) {
        let clock = crate::Clock::machine(jiff::tz::TimeZone::UTC);
        loop {
            tokio::time::sleep(every).await;
            if let Err(failure) = self.integrate(&database).await {
                tracing::error!(?failure, "the book could not be kept up");
            }
            match waiting_since(&database).await {
                Ok(Some(since)) if is_late(since, clock.now()) => {
                    tracing::error!(%since, "leaves wait longer than was promised for a place in the book");
                }
                Ok(_) => {}
                Err(failure) => tracing::error!(?failure, "the waiting leaves could not be counted"),
            }
        }
    }

    async fn check_tree(&self, link: &mut Link) -> Result<(), BookFault> {
        let size = match last_head(link, &self.log).await? {
            Some(head) => {
                self.check_head(link, &head.checkpoint).await?;
                head.checkpoint.size()
            }
            None => 0,
        };
        let Some(marked) = self.marked()? else { return Ok(()) };
        if size < marked.size() {
            return Err(BookFault::Tree(format!(
                "the database holds a tree of {size} entries, but {} were signed: it is an older copy",
                marked.size()
            )));
        }
        self.check_head(link, &marked).await
    }

    async fn check_head(&self, link: &mut Link, said: &Checkpoint) -> Result<(), BookFault> {
        let stored = nodes::load(link, &ledger::tree_root_reads(said.size())).await?;
        let root = ledger::tree_root(said.size(), &stored).map_err(|e| BookFault::Tree(e.to_string()))?;
        if root == said.root() {
            return Ok(());
        }
        Err(BookFault::Tree(format!(
            "the stored tree of {} entries is not the one that was signed",
            said.size()
        )))
    }

    fn marked(&self) -> Result<Option<Checkpoint>, BookFault> {
        let path = self.keys.mark();
        let Ok(bytes) = std::fs::read(&path) else { return Ok(None) };
        let wrong = |error: &dyn std::fmt::Display| BookFault::Keys(format!("{}: {error}", path.display()));
        let note = Note::parse(bytes).map_err(|error| wrong(&error))?;
        Ok(Some(Checkpoint::open(&note, &self.log).map_err(|error| wrong(&error))?))
    }
}

/// Since when the oldest leaf without a place waits.
///
/// # Errors
/// What the database says.
pub async fn waiting_since(database: &Database) -> Result<Option<Timestamp>, Failure> {
    let sql = "SELECT at FROM ledger_leaf WHERE place IS NULL ORDER BY at LIMIT 1";
    let row = database.read().await?.row(sql, &[]).await?;
    Ok(row.map(|row| row.at(0)).transpose()?)
}

/// Whether a leaf that waits since then has waited for three quarters of what was promised: time to say so.
fn is_late(since: Timestamp, now: Timestamp) -> bool {
    PROMISED * 3 / 4 < now.as_second() - since.as_second()
}

/// Goes on with an older copy of the database: what was signed after it is put aside, with its proof
/// that it was signed. Whoever holds a later checkpoint will see that the log was cut back.
///
/// # Errors
/// When the file cannot be renamed.
pub fn accept_older(folder: &Path, at: Timestamp) -> Result<(), BookFault> {
    let mark = folder.join("log.mark");
    let aside = folder.join(format!("log.mark.{}", at.as_second()));
    std::fs::rename(&mark, &aside).map_err(|error| BookFault::Keys(format!("{}: {error}", mark.display())))
}

async fn something_is_pending(link: &mut Link) -> Result<bool, Failure> {
    Ok(link.row("SELECT id FROM ledger_leaf WHERE place IS NULL LIMIT 1", &[]).await?.is_some())
}

/// The public key of the log whose tree the database holds.
///
/// # Errors
/// When what is stored there is no key.
pub async fn log_of(link: &mut Link) -> Result<Option<NoteVerifier>, BookFault> {
    let Some(row) = link.row("SELECT verifier FROM ledger_key WHERE kind = 'log'", &[]).await? else {
        return Ok(None);
    };
    let text: String = row.at(0)?;
    NoteVerifier::parse(&text).map(Some).map_err(|error| BookFault::Keys(error.to_string()))
}

/// Notes the public keys beside the tree, so that every node and every check knows them.
/// What whoever gave a leaf is handed: it stands in the tree within a minute of its commit. Past that time, and without the leaf in
/// the tree, the promise proves that it was broken.
///
/// # Errors
/// When the log has a name that cannot be signed.
pub fn promise(key: &NoteKey, log: &NoteVerifier, leaf: Hash, at: Timestamp) -> Result<Note, Failure> {
    let by = u64::try_from(at.as_second() + PROMISED).unwrap_or(0);
    Promise::new(log.name(), leaf, by)
        .and_then(|promise| promise.sign(key))
        .map_err(|error| Failure::Fault(error.to_string()))
}

/// The public keys under which the nodes of this house promise, the oldest first.
///
/// # Errors
/// What the database says.
pub async fn promise_keys(link: &mut Link) -> Result<Vec<String>, DbError> {
    let sql = "SELECT verifier FROM ledger_key WHERE kind = $1 ORDER BY at, verifier";
    link.rows(sql, &["promise".into()]).await?.iter().map(|row| row.at(0)).collect()
}

struct EnterKeys {
    log: String,
    promise: String,
}

impl UseCase for EnterKeys {
    type Outcome = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), Failure> {
        let sql = "INSERT INTO ledger_key (kind, verifier, at) VALUES ($1, $2, $3) \
                   ON CONFLICT (kind, verifier) DO NOTHING";
        let at = Cell::Int(unit.at().as_microsecond());
        for (kind, key) in [("log", &self.log), ("promise", &self.promise)] {
            unit.execute(sql, &[kind.into(), Cell::Text(key.clone()), at.clone()]).await?;
        }
        Ok(())
    }
}
