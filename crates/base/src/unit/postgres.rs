//! Units on PostgreSQL: a serialisable transaction each, run again when two of them met.
//!
//! Who met another one stands in line before it comes again, with the others that met somebody at the same place: with
//! sixteen people in one review nobody would otherwise come through within ten tries.

use std::str::FromStr;
use std::time::Duration;

use deadpool_postgres::{Hook, HookError, Manager, ManagerConfig, Pool, RecyclingMethod, Runtime};
use sha2::{Digest, Sha256};
use tokio_postgres::{Config, NoTls};

use super::{Isolation, Unit, UnitContext, UseCase};
use crate::db::{DbError, Link, PostgresLink};
use crate::{Failure, dice};

const WRITERS: usize = 16;
const READERS: usize = 16;
const TRIES: u32 = 10;
/// A caller that waited longer for a connection is told to come back.
const PATIENCE: Duration = Duration::from_secs(10);
/// A server that is far away is given at least this long.
const AT_LEAST: Duration = Duration::from_secs(2);

/// The pools of connections, and what each unit is given.
#[derive(Clone)]
pub struct PostgresUnits {
    writers: Pool,
    readers: Pool,
    context: UnitContext,
}

impl PostgresUnits {
    /// Makes the pools; the first connection is opened when it is needed.
    ///
    /// # Errors
    /// When the address cannot be read.
    pub fn connect(url: &str, context: UnitContext) -> Result<Self, DbError> {
        let config = Config::from_str(url).map_err(|error| DbError::Other(error.to_string()))?;
        let (mut reading, mut writing) = (config.clone(), config);
        // A table that is read in sequence is locked as a whole against everyone who writes into it: PostgreSQL, "Serializable
        // Isolation Level", on predicate locks. What is read in sequence all the same then counts as dear, and so would be compiled
        // first, at 100 ms and more a statement: no statement here is worth that.
        writing.options("-c statement_timeout=10000 -c jit=off -c enable_seqscan=off");
        reading.options("-c default_transaction_read_only=on -c statement_timeout=10000 -c jit=off");
        Ok(PostgresUnits { writers: pool(writing, WRITERS)?, readers: pool(reading, READERS)?, context })
    }

    /// A connection that may write.
    ///
    /// # Errors
    /// When none is free or the server is not there.
    pub async fn link(&self) -> Result<PostgresLink, DbError> {
        take(&self.writers).await
    }

    /// A connection that can only read.
    ///
    /// # Errors
    /// When none is free or the server is not there.
    pub async fn reader(&self) -> Result<PostgresLink, DbError> {
        take(&self.readers).await
    }

    /// Runs a use case as one transaction, to its end even when its caller leaves.
    ///
    /// # Errors
    /// The use case's failure, or [`Failure::NotNow`] when it met others too often.
    pub async fn run<U: UseCase>(&self, use_case: U) -> Result<U::Outcome, Failure> {
        // A caller that leaves while it waits for a connection leaves nothing behind.
        let first = self.link().await?;
        let units = self.clone();
        let running = tokio::spawn(async move { units.run_to_the_end(use_case, first).await });
        running.await.unwrap_or_else(|error| Err(Failure::Fault(format!("a unit panicked: {error}"))))
    }

    async fn run_to_the_end<U: UseCase>(
        &self,
        use_case: U,
        first: PostgresLink,
    ) -> Result<U::Outcome, Failure> {
        let mut link = Some(first);
        for attempt in 0..TRIES {
            let link = match link.take() {
                Some(link) => link,
                None => self.link().await?,
            };
            match self.run_once(&use_case, link, attempt).await? {
                Ran::Done(result) => return result,
                Ran::Again => tokio::time::sleep(pause_after(attempt)).await,
            }
        }
        Err(Failure::NotNow(20))
    }

    async fn run_once<U: UseCase>(
        &self,
        use_case: &U,
        link: PostgresLink,
        attempt: u32,
    ) -> Result<Ran<U::Outcome>, Failure> {
        let mut unit = Unit::new(Link::Postgres(link), &self.context);
        let limit = (use_case.limit() * self.context.patience).max(AT_LEAST);
        let level = match use_case.isolation() {
            Isolation::Serial => "SERIALIZABLE",
            Isolation::ByItsRow => "READ COMMITTED",
        };
        let begin =
            format!("BEGIN ISOLATION LEVEL {level}; SET LOCAL statement_timeout = {}", limit.as_millis());
        // A connection that is left between here and the end is closed, and with it transaction and lock.
        unit.set_inside(true);
        let stands_in_line = 0 < attempt;
        if stands_in_line {
            unit.batch(&format!("SELECT pg_advisory_lock({})", line_at(use_case.place()))).await?;
        }
        unit.batch(&begin).await?;
        unit.forget_failure();
        let Ok(result) = tokio::time::timeout(limit, use_case.run(&mut unit)).await else {
            return Ok(Ran::Done(Err(Failure::Fault("a unit took longer than it may".into()))));
        };
        let failed = unit.failed();
        let ending = if result.is_ok() && !failed { "COMMIT" } else { "ROLLBACK" };
        let ended = unit.batch(ending).await;
        let left = if stands_in_line { unit.batch("SELECT pg_advisory_unlock_all()").await } else { Ok(()) };
        unit.set_inside(ended.is_err() || left.is_err());
        Ok(match (result, ended) {
            (_, Err(DbError::Conflict(_))) => Ran::Again,
            (Ok(_), Err(error)) => Ran::Done(Err(error.into())),
            (Ok(outcome), Ok(())) if !failed => Ran::Done(Ok(outcome)),
            _ if unit.met_another(attempt) => Ran::Again,
            (Ok(_), Ok(())) => {
                Ran::Done(Err(Failure::Fault("a unit went on after a failed statement".into())))
            }
            (Err(failure), _) => Ran::Done(Err(failure)),
        })
    }
}

/// The number of the line at a place.
fn line_at(place: &str) -> i64 {
    let digest = Sha256::digest(place);
    digest.iter().take(8).fold(0, |number, byte| number << 8 | i64::from(*byte))
}

/// Units that met each other come back at different times, or they would meet again.
fn pause_after(attempt: u32) -> Duration {
    let mut chance = [0; 1];
    dice::fill(&mut chance);
    Duration::from_micros(u64::from(chance[0]) << attempt.min(TRIES)) * 10
}

/// What is acknowledged has reached the server's disk, whatever the server was set to; where it was set to wait for replicas too,
/// it does.
const DURABLE: &str = "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'";

fn pool(config: Config, size: usize) -> Result<Pool, DbError> {
    let keeping = ManagerConfig { recycling_method: RecyclingMethod::Fast };
    Pool::builder(Manager::from_config(config, NoTls, keeping))
        .max_size(size)
        .post_create(Hook::async_fn(|client, _| {
            Box::pin(async { client.batch_execute(DURABLE).await.map_err(HookError::Backend) })
        }))
        .runtime(Runtime::Tokio1)
        .wait_timeout(Some(PATIENCE))
        .create_timeout(Some(PATIENCE))
        .build()
        .map_err(|error| DbError::Other(error.to_string()))
}

async fn take(pool: &Pool) -> Result<PostgresLink, DbError> {
    let client = pool.get().await.map_err(|error| DbError::Unavailable(error.to_string()))?;
    Ok(PostgresLink::on(client))
}

enum Ran<T> {
    Done(Result<T, Failure>),
    Again,
}
