//! The two databases behind one small seam: a statement with `$1`-numbered values in, rows out.
//!
//! A statement is written once and runs on both. What differs — how a value is bound, how a
//! transaction begins — is below this module, and nowhere above it.

mod answers;
mod entity;
mod migrate;
mod postgres;
mod reader;
mod row;
mod sqlite;

use std::path::PathBuf;

pub use domain::common::cell::{Cell, Stored};
pub use entity::{Column, Entity, NewRow, delete, find, insert, one, select, update};
pub use migrate::{Migration, migrate};
pub use postgres::PostgresLink;
pub use reader::{Reader, statements_read};
pub use row::Row;
pub use sqlite::{MINIMUM_SQLITE, SqliteLink};

use answers::Answers;

use crate::unit::{PostgresUnits, SqliteWriter, UnitContext, UseCase};
use crate::{Failure, Unit};

/// What a statement may fail with.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// A constraint or a trigger refused the row: the wall behind the gates.
    #[error("refused by the database: {0}")]
    Constraint(String),
    /// Two transactions met; the same unit may be run again.
    #[error("lost against another transaction: {0}")]
    Conflict(String),
    /// The statement took longer than a unit may take.
    #[error("took too long: {0}")]
    TooSlow(String),
    /// No connection is free, or the server is not there.
    #[error("not reachable: {0}")]
    Unavailable(String),
    /// A cell does not hold what the program expects there.
    #[error("unexpected value: {0}")]
    Shape(String),
    /// Anything else the driver said.
    #[error("{0}")]
    Other(String),
}

/// One connection, of either kind.
pub enum Link {
    /// Embedded.
    Sqlite(SqliteLink),
    /// A server.
    Postgres(PostgresLink),
}

impl Link {
    /// Runs a query and returns all its rows.
    ///
    /// # Errors
    /// What the database says; the connection remembers it, and a unit that saw an error cannot commit.
    pub async fn rows(&mut self, sql: &str, values: &[Cell]) -> Result<Vec<Row>, DbError> {
        if let Some(rows) = self.answers().as_ref().and_then(|answers| answers.given(sql, values)) {
            return Ok(rows);
        }
        let rows = match self {
            Link::Sqlite(link) => link.rows(sql, values)?,
            Link::Postgres(link) => link.rows(sql, values).await?,
        };
        if let Some(answers) = self.answers() {
            answers.keep(sql, values, &rows);
        }
        Ok(rows)
    }

    /// The answers of the moment that is being read, when there is one: see [`Reader::begin_moment`].
    fn answers(&mut self) -> &mut Option<Answers> {
        match self {
            Link::Sqlite(link) => &mut link.answers,
            Link::Postgres(link) => &mut link.answers,
        }
    }

    /// Runs a query that gives at most one row.
    ///
    /// # Errors
    /// As [`Link::rows`].
    pub async fn row(&mut self, sql: &str, values: &[Cell]) -> Result<Option<Row>, DbError> {
        Ok(self.rows(sql, values).await?.into_iter().next())
    }

    /// Runs a query whose first cell is a count.
    ///
    /// # Errors
    /// As [`Link::rows`], or when the first cell is no number.
    pub async fn count(&mut self, sql: &str, values: &[Cell]) -> Result<i64, DbError> {
        match self.row(sql, values).await? {
            Some(row) => row.at(0),
            None => Ok(0),
        }
    }

    /// Runs a statement and returns how many rows it touched.
    ///
    /// # Errors
    /// As [`Link::rows`].
    pub async fn execute(&mut self, sql: &str, values: &[Cell]) -> Result<u64, DbError> {
        match self {
            Link::Sqlite(link) => link.execute(sql, values),
            Link::Postgres(link) => link.execute(sql, values).await,
        }
    }

    /// Runs several statements without values, as a migration does.
    ///
    /// # Errors
    /// As [`Link::rows`].
    pub async fn batch(&mut self, sql: &str) -> Result<(), DbError> {
        match self {
            Link::Sqlite(link) => link.batch(sql),
            Link::Postgres(link) => link.batch(sql).await,
        }
    }

    /// Whether a statement failed on this connection since [`Link::forget_failure`].
    pub fn failed(&self) -> bool {
        match self {
            Link::Sqlite(link) => link.failed,
            Link::Postgres(link) => link.failed,
        }
    }

    /// Starts a new account of failures.
    pub fn forget_failure(&mut self) {
        match self {
            Link::Sqlite(link) => (link.failed, link.unavailable) = (false, false),
            Link::Postgres(link) => link.forget_failure(),
        }
    }

    /// How many statements this connection has run: the measure of a page's cost.
    pub fn statements(&self) -> u64 {
        match self {
            Link::Sqlite(link) => link.statements,
            Link::Postgres(link) => link.statements,
        }
    }

    /// Whether this is the embedded database.
    pub fn is_embedded(&self) -> bool {
        matches!(self, Link::Sqlite(_))
    }
}

/// Where the data lies.
#[derive(Clone, Debug)]
pub enum Place {
    /// A file of the embedded database.
    File(PathBuf),
    /// The address of a PostgreSQL database.
    Server(String),
}

/// The open database: units go in one by one or in batches, readers read beside them.
#[derive(Clone)]
pub enum Database {
    /// Embedded: one writer thread, a pool of readers.
    Sqlite(SqliteWriter, sqlite::ReaderPool),
    /// A server: a transaction for each unit.
    Postgres(PostgresUnits),
}

impl Database {
    /// Opens the database, brings its tables up to date and starts its writer.
    ///
    /// # Errors
    /// When the file or server cannot be opened, SQLite is too old to be trusted, or a migration
    /// that was applied before has since changed.
    pub async fn open(
        place: &Place,
        migrations: &[Migration],
        context: UnitContext,
    ) -> Result<Self, DbError> {
        match place {
            Place::File(path) => {
                let mut link = Link::Sqlite(SqliteLink::writer(path)?);
                migrate(&mut link, migrations).await?;
                let Link::Sqlite(link) = link else { return Err(DbError::Other("not a file".into())) };
                let readers = sqlite::ReaderPool::new(path.clone());
                Ok(Database::Sqlite(SqliteWriter::start(link, path.clone(), context)?, readers))
            }
            Place::Server(url) => {
                let units = PostgresUnits::connect(url, context)?;
                let mut link = Link::Postgres(units.link().await?);
                migrate(&mut link, migrations).await?;
                Ok(Database::Postgres(units))
            }
        }
    }

    /// Runs a use case as one unit: all of it is kept, or nothing.
    ///
    /// # Errors
    /// The use case's own failure, or [`Failure::NotNow`] when the queue is full.
    pub async fn run<U: UseCase>(&self, use_case: U) -> Result<U::Outcome, Failure> {
        match self {
            Database::Sqlite(writer, _) => writer.run(use_case).await,
            Database::Postgres(units) => units.run(use_case).await,
        }
    }

    /// A connection for reading.
    ///
    /// # Errors
    /// When none can be opened.
    pub async fn read(&self) -> Result<Reader, DbError> {
        match self {
            Database::Sqlite(_, pool) => Ok(Reader::of_pool(pool.take()?, pool.clone())),
            Database::Postgres(units) => Ok(Reader::alone(Link::Postgres(units.reader().await?))),
        }
    }

    /// Makes sure that nothing is left of rows that were deleted from `table`: neither in the table's own pages nor in
    /// the log of changes beside them. What archives and backups hold is not reached.
    ///
    /// # Errors
    /// When the log is being read and could not be emptied, or the database is not reached: try again later.
    pub async fn forget_deleted(&self, table: &'static str) -> Result<(), DbError> {
        match self {
            Database::Sqlite(_, pool) => SqliteLink::writer(pool.path())?.empty_log(),
            Database::Postgres(units) => {
                // Rewrites the table into new files; the old ones are removed.
                let mut link = units.link().await?;
                link.batch(&format!("VACUUM (FULL) {table}")).await
            }
        }
    }

    /// The settings of the server with which what was acknowledged can be lost when the power fails; none on SQLite, whose
    /// settings are this program's own.
    ///
    /// # Errors
    /// What the database says.
    pub async fn forgetful_settings(&self) -> Result<Vec<String>, DbError> {
        let Database::Postgres(_) = self else { return Ok(Vec::new()) };
        let sql = "SELECT name::text FROM pg_settings WHERE name IN ('fsync', 'full_page_writes') AND setting = 'off' ORDER BY name";
        self.read().await?.rows(sql, &[]).await?.iter().map(|row| row.at(0)).collect()
    }

    /// A connection that reads one state of the whole database for as long as it takes: for a check, a
    /// backup. It is not one of the pool, and what the writer adds meanwhile waits in the log for it.
    ///
    /// # Errors
    /// When none can be opened.
    pub async fn read_long(&self) -> Result<Reader, DbError> {
        match self {
            Database::Sqlite(_, pool) => Ok(Reader::alone(Link::Sqlite(SqliteLink::reader(pool.path())?))),
            Database::Postgres(units) => {
                let mut link = units.reader().await?;
                link.inside = true;
                link.batch("SET statement_timeout = 0").await?;
                Ok(Reader::alone(Link::Postgres(link)))
            }
        }
    }
}

/// Lets a query take a unit where it asks for a link.
impl std::ops::Deref for Unit {
    type Target = Link;
    fn deref(&self) -> &Link {
        self.link()
    }
}

impl std::ops::DerefMut for Unit {
    fn deref_mut(&mut self) -> &mut Link {
        self.link_mut()
    }
}
