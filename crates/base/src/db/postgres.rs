//! The database server: a connection from a pool, a transaction for each unit.

use std::error::Error;
use std::sync::Arc;

use deadpool_postgres::Object;
use tokio_postgres::error::SqlState;
use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

use super::answers::Answers;
use super::{Cell, DbError, Row};

/// A connection to the server, given back to its pool when it is dropped.
pub struct PostgresLink {
    client: Option<Object>,
    /// A connection that is dropped in the middle of a transaction is closed, not given back.
    pub(crate) inside: bool,
    pub(crate) failed: bool,
    pub(crate) conflicted: bool,
    /// A statement wrote a key that is there already.
    pub(crate) doubled: bool,
    pub(crate) statements: u64,
    /// What was answered in the moment that is being read.
    pub(super) answers: Option<Answers>,
}

impl PostgresLink {
    /// Wraps a connection of the pool.
    pub fn on(client: Object) -> Self {
        PostgresLink {
            client: Some(client),
            inside: false,
            failed: false,
            conflicted: false,
            doubled: false,
            statements: 0,
            answers: None,
        }
    }

    /// Reads one state of the database until [`PostgresLink::end_moment`].
    pub(super) async fn begin_moment(&mut self) -> Result<(), DbError> {
        self.inside = true;
        self.batch("BEGIN ISOLATION LEVEL REPEATABLE READ").await?;
        self.answers = Some(Answers::default());
        Ok(())
    }

    /// Reads what stands there now again.
    pub(super) async fn end_moment(&mut self) -> Result<(), DbError> {
        self.answers = None;
        self.batch("ROLLBACK").await?;
        self.inside = false;
        Ok(())
    }

    pub(crate) fn forget_failure(&mut self) {
        (self.failed, self.conflicted, self.doubled) = (false, false, false);
    }

    pub(crate) async fn rows(&mut self, sql: &str, values: &[Cell]) -> Result<Vec<Row>, DbError> {
        let got = self.try_rows(sql, values).await;
        self.note(got)
    }

    pub(crate) async fn execute(&mut self, sql: &str, values: &[Cell]) -> Result<u64, DbError> {
        let got = self.try_execute(sql, values).await;
        self.note(got)
    }

    pub(crate) async fn batch(&mut self, sql: &str) -> Result<(), DbError> {
        let got = match self.client() {
            Ok(client) => client.batch_execute(sql).await.map_err(|error| said(&error)),
            Err(error) => Err(error),
        };
        self.note(got)
    }

    async fn try_rows(&self, sql: &str, values: &[Cell]) -> Result<Vec<Row>, DbError> {
        let client = self.client()?;
        let statement = client.prepare_cached(sql).await.map_err(|error| said(&error))?;
        let names: Arc<[String]> = statement.columns().iter().map(|c| c.name().to_owned()).collect();
        let bound: Vec<Bound<'_>> = values.iter().map(Bound).collect();
        let parameters: Vec<&(dyn ToSql + Sync)> = bound.iter().map(|value| value as _).collect();
        let rows = client.query(&statement, &parameters).await.map_err(|error| said(&error))?;
        rows.iter()
            .map(|row| {
                let cells = (0..names.len()).map(|at| row.try_get::<_, Held>(at).map(|held| held.0));
                Ok(Row::new(names.clone(), cells.collect::<Result<_, _>>().map_err(|error| said(&error))?))
            })
            .collect()
    }

    async fn try_execute(&self, sql: &str, values: &[Cell]) -> Result<u64, DbError> {
        let client = self.client()?;
        let statement = client.prepare_cached(sql).await.map_err(|error| said(&error))?;
        let bound: Vec<Bound<'_>> = values.iter().map(Bound).collect();
        let parameters: Vec<&(dyn ToSql + Sync)> = bound.iter().map(|value| value as _).collect();
        client.execute(&statement, &parameters).await.map_err(|error| said(&error))
    }

    fn client(&self) -> Result<&Object, DbError> {
        self.client.as_ref().ok_or_else(|| DbError::Unavailable("the connection was closed".into()))
    }

    fn note<T>(&mut self, got: Result<T, DbError>) -> Result<T, DbError> {
        self.statements += 1;
        self.failed |= got.is_err();
        self.conflicted |= matches!(got, Err(DbError::Conflict(_)));
        self.doubled |= matches!(&got, Err(DbError::Constraint(text)) if text.ends_with("(23505)"));
        got
    }
}

impl Drop for PostgresLink {
    fn drop(&mut self) {
        if let Some(client) = self.client.take()
            && self.inside
        {
            drop(Object::take(client));
        }
    }
}

/// A cell as the driver binds it.
#[derive(Debug)]
struct Bound<'a>(&'a Cell);

impl ToSql for Bound<'_> {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self.0 {
            Cell::Null => Ok(IsNull::Yes),
            // A whole number goes in the width that the statement asks for.
            Cell::Int(number) if *kind == Type::INT4 => i32::try_from(*number)?.to_sql(kind, out),
            Cell::Int(number) => number.to_sql_checked(kind, out),
            Cell::Text(text) => text.to_sql_checked(kind, out),
            Cell::Bytes(bytes) => bytes.to_sql_checked(kind, out),
        }
    }
    fn accepts(_: &Type) -> bool {
        true
    }
    to_sql_checked!();
}

/// A cell as the server sent it.
struct Held(Cell);

impl<'a> FromSql<'a> for Held {
    fn from_sql(kind: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Held(match *kind {
            Type::INT8 => Cell::Int(i64::from_sql(kind, raw)?),
            Type::INT4 => Cell::Int(i32::from_sql(kind, raw)?.into()),
            Type::BOOL => Cell::Int(bool::from_sql(kind, raw)?.into()),
            Type::BYTEA => Cell::Bytes(Vec::<u8>::from_sql(kind, raw)?),
            _ => Cell::Text(String::from_sql(kind, raw)?),
        }))
    }
    fn from_sql_null(_: &Type) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Held(Cell::Null))
    }
    fn accepts(kind: &Type) -> bool {
        matches!(*kind, Type::INT8 | Type::INT4 | Type::BOOL | Type::BYTEA)
            || <String as FromSql>::accepts(kind)
    }
}

fn said(error: &tokio_postgres::Error) -> DbError {
    let Some(reason) = error.as_db_error() else {
        let cause = error.source().map(|cause| format!(": {cause}")).unwrap_or_default();
        let text = format!("{error}{cause}");
        let is_lost = error.is_closed() || error.source().is_some_and(|cause| cause.is::<std::io::Error>());
        return if is_lost { DbError::Unavailable(text) } else { DbError::Other(text) };
    };
    let text = format!("{} ({})", reason.message(), reason.code().code());
    let state = reason.code();
    if [SqlState::T_R_SERIALIZATION_FAILURE, SqlState::T_R_DEADLOCK_DETECTED].contains(state) {
        return DbError::Conflict(text);
    }
    match state {
        state if *state == SqlState::LOCK_NOT_AVAILABLE => DbError::Conflict(text),
        state if *state == SqlState::QUERY_CANCELED => DbError::TooSlow(text),
        state if *state == SqlState::DISK_FULL => DbError::Unavailable(text),
        state if *state == SqlState::RAISE_EXCEPTION => DbError::Constraint(text),
        // Class 23 is "integrity constraint violation" (PostgreSQL manual, appendix A).
        state if state.code().starts_with("23") => DbError::Constraint(text),
        _ => DbError::Other(text),
    }
}
