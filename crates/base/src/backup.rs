//! A copy of the embedded database while it is in use, and putting one back where there is none.
//!
//! A copy counts only once it was checked from end to end. Keys are never in it: whoever finds a copy
//! must not be able to sign in the name of the site.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use ledger::NoteVerifier;
use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};

use crate::book::{BookFault, Covered, Report, log_of, verify};
use crate::db::{Link, Place, SqliteLink};

/// Why there is no copy, or nothing was put back.
#[derive(Debug, thiserror::Error)]
pub enum BackupFault {
    /// A server has tools of its own for this.
    #[error("{0}")]
    Server(String),
    /// There is something where the copy would go.
    #[error("{} is there already: move it away first, nothing is ever overwritten", .0.display())]
    Exists(PathBuf),
    /// The copy was made but does not hold; it was taken away again.
    #[error("the copy does not hold: {}", .0.mismatches.first().map(ToString::to_string).unwrap_or_default())]
    DoesNotHold(Box<Report>),
    /// The file cannot be read or written.
    #[error("{}: {why}", .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the machine says.
        why: String,
    },
    /// The book cannot be read.
    #[error(transparent)]
    Book(#[from] BookFault),
}

/// Writes a checked copy of the database at `place` to the new file `to`, while others use it.
///
/// `log` is the key that the checker trusts; without one, the copy's own is believed.
///
/// # Errors
/// On a server, when `to` exists, when the disk is full, and when the copy does not hold.
pub async fn backup(
    place: &Place,
    to: &Path,
    log: Option<&NoteVerifier>,
    tables: &[Covered],
) -> Result<Report, BackupFault> {
    copy_checked(&file_of(place, "pg_dump --format=custom --file=kiemdiem.dump")?, to, log, tables).await
}

/// Puts a copy back at `place`, where no database may be: checked first, then in one step.
///
/// # Errors
/// As [`backup`].
pub async fn restore(
    from: &Path,
    place: &Place,
    log: Option<&NoteVerifier>,
    tables: &[Covered],
) -> Result<Report, BackupFault> {
    let to = file_of(place, "pg_restore --clean --if-exists --dbname=kiemdiem kiemdiem.dump")?;
    copy_checked(from, &to, log, tables).await
}

fn file_of(place: &Place, command: &str) -> Result<PathBuf, BackupFault> {
    match place {
        Place::File(path) => Ok(path.clone()),
        Place::Server(_) => Err(BackupFault::Server(format!(
            "this site keeps its tables on a PostgreSQL server, which has its own tool for this: {command}. \
             Run `kiemdiem verify` afterwards, and keep the folder of the keys apart."
        ))),
    }
}

async fn copy_checked(
    from: &Path,
    to: &Path,
    log: Option<&NoteVerifier>,
    tables: &[Covered],
) -> Result<Report, BackupFault> {
    // An old write-ahead log beside the new file would be played into it.
    for path in [to.to_owned(), beside(to, "-wal"), beside(to, "-shm")] {
        if path.exists() {
            return Err(BackupFault::Exists(path));
        }
    }
    let partial = beside(to, ".partial");
    let checked = copy_and_check(from, &partial, log, tables).await;
    let kept = checked.and_then(|report| {
        fs::rename(&partial, to).map_err(|error| file(to, &error))?;
        sync_folder(to)?;
        Ok(report)
    });
    if kept.is_err() {
        let _ = fs::remove_file(&partial);
    }
    kept
}

async fn copy_and_check(
    from: &Path,
    partial: &Path,
    log: Option<&NoteVerifier>,
    tables: &[Covered],
) -> Result<Report, BackupFault> {
    let (source, target) = (from.to_owned(), partial.to_owned());
    let copied = tokio::task::spawn_blocking(move || copy(&source, &target)).await;
    copied.map_err(|error| file(partial, &error))?.map_err(|error| file(from, &error))?;
    File::open(partial).and_then(|copy| copy.sync_all()).map_err(|error| file(partial, &error))?;
    let mut link = Link::Sqlite(SqliteLink::reader(partial).map_err(BookFault::from)?);
    let own = log_of(&mut link).await?;
    let Some(log) = log.or(own.as_ref()) else {
        return Err(BackupFault::Book(BookFault::Keys("the copy belongs to no log".into())));
    };
    let report = verify(&mut link, log, tables, &mut |_| {}).await?;
    if report.holds() { Ok(report) } else { Err(BackupFault::DoesNotHold(Box::new(report))) }
}

/// Copies all pages as of one moment; writers go on meanwhile.
fn copy(from: &Path, to: &Path) -> rusqlite::Result<()> {
    let _ = fs::remove_file(to);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let source = Connection::open_with_flags(from, flags)?;
    let mut target = Connection::open(to)?;
    {
        let backup = Backup::new(&source, &mut target)?;
        backup.run_to_completion(i32::MAX, std::time::Duration::ZERO, None)?;
    }
    // One file, without a log beside it, so that it can be carried.
    target.pragma_update(None, "journal_mode", "DELETE")?;
    let found: String = target.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if found == "ok" {
        return Ok(());
    }
    let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT);
    Err(rusqlite::Error::SqliteFailure(code, Some(found)))
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

fn sync_folder(path: &Path) -> Result<(), BackupFault> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(|error| file(path, &error))
}

fn file(path: &Path, why: &dyn std::fmt::Display) -> BackupFault {
    BackupFault::File { path: path.to_owned(), why: why.to_string() }
}
