//! The embedded database: one connection that writes, a few that read.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, ErrorCode, OpenFlags, Statement};

use super::answers::Answers;
use super::{Cell, DbError, Row};

/// Older versions can corrupt a database in WAL mode (sqlite.org/wal.html#walresetbug).
pub const MINIMUM_SQLITE: i32 = 3_051_003;

/// How many readers are kept open between requests.
const IDLE_READERS: usize = 8;

/// How many prepared statements a connection remembers.
const STATEMENTS_KEPT: usize = 256;

/// A connection to the file.
pub struct SqliteLink {
    connection: Connection,
    deadline: Option<Instant>,
    /// A unit is under way: a statement outside its transaction would be kept by itself.
    pub(crate) inside: bool,
    pub(crate) failed: bool,
    /// The disk is full or broken: nobody's fault, and worth another try later.
    pub(crate) unavailable: bool,
    pub(crate) statements: u64,
    /// What was answered in the moment that is being read.
    pub(super) answers: Option<Answers>,
}

impl SqliteLink {
    /// Opens the connection that writes: WAL, and a commit is on the disk before it is answered.
    ///
    /// # Errors
    /// When the file cannot be opened or the library is too old.
    pub fn writer(path: &Path) -> Result<Self, DbError> {
        if rusqlite::version_number() < MINIMUM_SQLITE {
            let found = rusqlite::version();
            return Err(DbError::Other(format!("SQLite {found} is too old: 3.51.3 or later is needed")));
        }
        let connection = Connection::open(path).map_err(said)?;
        connection
            .execute_batch(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
                 PRAGMA busy_timeout = 5000; PRAGMA journal_size_limit = 67108864; PRAGMA secure_delete = ON; \
                 PRAGMA trusted_schema = OFF;",
            )
            .map_err(said)?;
        Ok(Self::on(connection))
    }

    /// Opens a connection that can only read.
    ///
    /// # Errors
    /// When the file cannot be opened.
    pub fn reader(path: &Path) -> Result<Self, DbError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(said)?;
        connection
            .execute_batch("PRAGMA busy_timeout = 5000; PRAGMA query_only = ON; PRAGMA trusted_schema = OFF;")
            .map_err(said)?;
        Ok(Self::on(connection))
    }

    fn on(connection: Connection) -> Self {
        connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
        SqliteLink {
            connection,
            deadline: None,
            inside: false,
            failed: false,
            unavailable: false,
            statements: 0,
            answers: None,
        }
    }

    /// The connection itself, for what only the embedded database can do: an online backup.
    pub fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Moves all of the log into the file and makes it empty. Pages that were freed were overwritten before.
    ///
    /// # Errors
    /// When a reader still needs the log.
    pub(crate) fn empty_log(&self) -> Result<(), DbError> {
        let sql = "PRAGMA wal_checkpoint(TRUNCATE)";
        let busy: i64 = self.connection.query_row(sql, [], |row| row.get(0)).map_err(said)?;
        if busy == 0 { Ok(()) } else { Err(DbError::Unavailable("the log is being read".into())) }
    }

    /// Stops any statement that is still running at `deadline`, and begins none after it.
    ///
    /// # Errors
    /// When SQLite refuses the handler.
    pub fn stop_at(&mut self, deadline: Option<Instant>) -> Result<(), DbError> {
        self.deadline = deadline;
        let handler = deadline.map(|at| move || Instant::now() >= at);
        self.connection.progress_handler(4000, handler).map_err(said)
    }

    /// Reads one state of the database until [`SqliteLink::end_moment`].
    pub(super) fn begin_moment(&mut self) -> Result<(), DbError> {
        self.batch("BEGIN")?;
        (self.inside, self.answers) = (true, Some(Answers::default()));
        Ok(())
    }

    /// Reads what stands there now again.
    pub(super) fn end_moment(&mut self) -> Result<(), DbError> {
        (self.inside, self.answers) = (false, None);
        // Some failures end a transaction by themselves.
        if self.connection.is_autocommit() {
            return Ok(());
        }
        self.connection.execute_batch("ROLLBACK").map_err(said)
    }

    pub(crate) fn rows(&mut self, sql: &str, values: &[Cell]) -> Result<Vec<Row>, DbError> {
        let got = self.may_go_on().and_then(|()| read_all(&self.connection, sql, values).map_err(said));
        self.note(got)
    }

    pub(crate) fn execute(&mut self, sql: &str, values: &[Cell]) -> Result<u64, DbError> {
        let got = self.may_go_on().and_then(|()| run(&self.connection, sql, values).map_err(said));
        self.note(got)
    }

    pub(crate) fn batch(&mut self, sql: &str) -> Result<(), DbError> {
        let got = self.may_go_on().and_then(|()| self.connection.execute_batch(sql).map_err(said));
        self.note(got)
    }

    fn may_go_on(&self) -> Result<(), DbError> {
        if self.inside && self.connection.is_autocommit() {
            return Err(DbError::Other("the transaction has ended".into()));
        }
        // The progress handler counts within one statement; many short ones are stopped here.
        match self.deadline {
            Some(at) if Instant::now() >= at => Err(DbError::TooSlow("its time is over".into())),
            _ => Ok(()),
        }
    }

    fn note<T>(&mut self, got: Result<T, DbError>) -> Result<T, DbError> {
        self.statements += 1;
        self.failed |= got.is_err();
        self.unavailable |= matches!(got, Err(DbError::Unavailable(_)));
        got
    }
}

fn read_all(connection: &Connection, sql: &str, values: &[Cell]) -> rusqlite::Result<Vec<Row>> {
    let mut statement = connection.prepare_cached(sql)?;
    bind(&mut statement, values)?;
    let names: Arc<[String]> = statement.column_names().map(str::to_owned).collect();
    let mut rows = Vec::new();
    let mut found = statement.raw_query();
    while let Some(row) = found.next()? {
        let cells = (0..names.len()).map(|at| row.get_ref(at).map(cell)).collect::<rusqlite::Result<_>>()?;
        rows.push(Row::new(names.clone(), cells));
    }
    Ok(rows)
}

fn run(connection: &Connection, sql: &str, values: &[Cell]) -> rusqlite::Result<u64> {
    let mut statement = connection.prepare_cached(sql)?;
    bind(&mut statement, values)?;
    Ok(statement.raw_execute()? as u64)
}

/// Binds `$1`, `$2`, … by their names, since SQLite numbers parameters by first appearance.
fn bind(statement: &mut Statement<'_>, values: &[Cell]) -> rusqlite::Result<()> {
    for (at, value) in values.iter().enumerate() {
        let Some(index) = statement.parameter_index(&format!("${}", at + 1))? else { continue };
        let bound = match value {
            Cell::Null => Value::Null,
            Cell::Int(number) => Value::Integer(*number),
            Cell::Text(text) => Value::Text(text.clone()),
            Cell::Bytes(bytes) => Value::Blob(bytes.clone()),
        };
        statement.raw_bind_parameter(index, bound)?;
    }
    Ok(())
}

fn cell(value: ValueRef<'_>) -> Cell {
    match value {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(number) => Cell::Int(number),
        // No column holds a fraction; a computed one is shown as its text.
        ValueRef::Real(number) => Cell::Text(number.to_string()),
        ValueRef::Text(text) => Cell::Text(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Blob(bytes) => Cell::Bytes(bytes.to_vec()),
    }
}

fn said(error: rusqlite::Error) -> DbError {
    let text = error.to_string();
    match error.sqlite_error_code() {
        Some(ErrorCode::ConstraintViolation) => DbError::Constraint(text),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => DbError::Conflict(text),
        Some(ErrorCode::OperationInterrupted) => DbError::TooSlow(text),
        Some(ErrorCode::DiskFull | ErrorCode::CannotOpen | ErrorCode::SystemIoFailure) => {
            DbError::Unavailable(text)
        }
        _ => DbError::Other(text),
    }
}

/// Readers that wait for their next use.
#[derive(Clone)]
pub struct ReaderPool {
    path: PathBuf,
    idle: Arc<Mutex<Vec<SqliteLink>>>,
}

impl ReaderPool {
    /// A pool of readers of the file at `path`; the first is opened when it is needed.
    pub fn new(path: PathBuf) -> Self {
        ReaderPool { path, idle: Arc::default() }
    }

    /// The file that they read.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Takes a reader, opening one when none is idle.
    ///
    /// # Errors
    /// When the file cannot be opened.
    pub fn take(&self) -> Result<SqliteLink, DbError> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut link = match idle {
            Some(link) => link,
            None => SqliteLink::reader(&self.path)?,
        };
        // A page that reads for longer than this would pin the write-ahead log.
        link.stop_at(Instant::now().checked_add(Duration::from_secs(10)))?;
        Ok(link)
    }

    /// Gives a reader back; what exceeds the few that are kept is closed, and so is one that is stuck in a moment.
    pub fn give_back(&self, mut link: SqliteLink) {
        if link.end_moment().is_err() {
            return;
        }
        link.failed = false;
        link.statements = 0;
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < IDLE_READERS {
            idle.push(link);
        }
    }
}
