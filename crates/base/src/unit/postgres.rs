//! Units on PostgreSQL: a serialisable transaction each, run again when two of them met.

use std::str::FromStr;
use std::time::Duration;

use deadpool_postgres::{Manager, ManagerConfig, Pool, RecyclingMethod};
use tokio_postgres::{Config, NoTls};

use super::{Unit, UnitContext, UseCase};
use crate::Failure;
use crate::db::{DbError, Link, PostgresLink};

const CONNECTIONS: usize = 16;
const TRIES: u32 = 8;

/// The pool of connections, and what each unit is given.
#[derive(Clone)]
pub struct PostgresUnits {
    pool: Pool,
    context: UnitContext,
}

impl PostgresUnits {
    /// Makes the pool; the first connection is opened when it is needed.
    ///
    /// # Errors
    /// When the address cannot be read.
    pub fn connect(url: &str, context: UnitContext) -> Result<Self, DbError> {
        let config = Config::from_str(url).map_err(|error| DbError::Other(error.to_string()))?;
        let keeping = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let manager = Manager::from_config(config, NoTls, keeping);
        let pool = Pool::builder(manager)
            .max_size(CONNECTIONS)
            .build()
            .map_err(|error| DbError::Other(error.to_string()))?;
        Ok(PostgresUnits { pool, context })
    }

    /// A connection of the pool.
    ///
    /// # Errors
    /// When none is free or the server is not there.
    pub async fn link(&self) -> Result<PostgresLink, DbError> {
        let client = self.pool.get().await.map_err(|error| DbError::Unavailable(error.to_string()))?;
        Ok(PostgresLink::on(client))
    }

    /// Runs a use case as one transaction, to its end even when its caller leaves.
    ///
    /// # Errors
    /// The use case's failure, or [`Failure::NotNow`] when it met others too often.
    pub async fn run<U: UseCase>(&self, use_case: U) -> Result<U::Outcome, Failure> {
        let units = self.clone();
        let running = tokio::spawn(async move { units.run_to_the_end(use_case).await });
        running.await.unwrap_or_else(|error| Err(Failure::Fault(format!("a unit panicked: {error}"))))
    }

    async fn run_to_the_end<U: UseCase>(&self, use_case: U) -> Result<U::Outcome, Failure> {
        for attempt in 0..TRIES {
            match self.run_once(&use_case).await? {
                Ran::Done(result) => return result,
                Ran::Again => tokio::time::sleep(Duration::from_millis(2 << attempt)).await,
            }
        }
        Err(Failure::NotNow(20))
    }

    async fn run_once<U: UseCase>(&self, use_case: &U) -> Result<Ran<U::Outcome>, Failure> {
        let mut unit = Unit::new(Link::Postgres(self.link().await?), &self.context);
        let limit = use_case.limit().as_millis().max(2_000);
        let begin = format!("BEGIN ISOLATION LEVEL SERIALIZABLE; SET LOCAL statement_timeout = {limit}");
        unit.batch(&begin).await?;
        unit.set_inside(true);
        unit.forget_failure();
        let result = use_case.run(&mut unit).await;
        let failed = unit.failed();
        let ending = if result.is_ok() && !failed { "COMMIT" } else { "ROLLBACK" };
        let ended = unit.batch(ending).await;
        unit.set_inside(ended.is_err());
        Ok(match (result, ended) {
            (_, Err(DbError::Conflict(_))) => Ran::Again,
            (Ok(_), Err(error)) => Ran::Done(Err(error.into())),
            (Ok(outcome), Ok(())) if !failed => Ran::Done(Ok(outcome)),
            (Ok(_), Ok(())) => {
                Ran::Done(Err(Failure::Fault("a unit went on after a failed statement".into())))
            }
            (Err(_), _) if unit.met_another() => Ran::Again,
            (Err(failure), _) => Ran::Done(Err(failure)),
        })
    }
}

enum Ran<T> {
    Done(Result<T, Failure>),
    Again,
}
