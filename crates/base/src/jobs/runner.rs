//! Running jobs: one at a time, each on a lease, with growing pauses after a failure.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::row::{JobRow, State, next_due};
use crate::db::Database;
use crate::house::Boxed;
use crate::unit::{Isolation, Unit, UseCase, Working};
use crate::{Failure, dice};

/// How long a node may be silent before another takes its job over.
const LEASE: SignedDuration = SignedDuration::from_mins(5);
/// The first pause after a failure; each later one is twice as long, up to six hours.
const FIRST_PAUSE: i64 = 10;
const LONGEST_PAUSE: i64 = 6 * 3600;
/// A job that failed this often is given up: four days or so after it began.
const ATTEMPTS: i64 = 25;

/// Does the jobs of one kind. It runs outside any unit, so it may use the network.
pub trait Handler: Send + Sync + 'static {
    /// Does what `about` says. Harmless when it was done before.
    fn run<'a>(&'a self, database: &'a Database, about: &'a str) -> Boxed<'a, Result<(), Failure>>;
}

/// The handlers of a node, by kind.
pub struct Jobs {
    handlers: HashMap<&'static str, (Arc<dyn Handler>, Option<SignedDuration>)>,
    holder: String,
}

impl Default for Jobs {
    fn default() -> Self {
        Jobs { handlers: HashMap::new(), holder: dice::unnamed().to_string() }
    }
}

impl Jobs {
    /// Adds the handler of jobs that acts leave behind.
    #[must_use]
    pub fn on(mut self, kind: &'static str, handler: impl Handler) -> Self {
        self.handlers.insert(kind, (Arc::new(handler), None));
        self
    }

    /// Adds the handler of a job that comes back after `pause`.
    #[must_use]
    pub fn every(mut self, kind: &'static str, pause: SignedDuration, handler: impl Handler) -> Self {
        self.handlers.insert(kind, (Arc::new(handler), Some(pause)));
        self
    }

    /// Makes sure that the jobs that come back are there.
    ///
    /// # Errors
    /// What the database says.
    pub async fn prepare(&self, database: &Database) -> Result<(), Failure> {
        for (kind, (_, pause)) in &self.handlers {
            if pause.is_some() {
                database.run(Return(kind)).await?;
            }
        }
        Ok(())
    }

    /// Runs one job that is due; whether there was one.
    ///
    /// # Errors
    /// What the database says. A job's own failure is noted on its row.
    pub async fn run_one(&self, database: &Database) -> Result<bool, Failure> {
        let Some(job) = database.run(Claim { holder: self.holder.clone() }).await? else { return Ok(false) };
        let (result, pause) = match self.handlers.get(job.kind.as_str()) {
            Some((handler, pause)) => {
                (do_apart(handler.clone(), database.clone(), job.about.clone()).await, *pause)
            }
            None => (Err(Failure::Fault(format!("nothing here does {}", job.kind))), None),
        };
        if let Err(failure) = &result {
            tracing::warn!(kind = job.kind, attempts = job.attempts, ?failure, "a job failed");
        }
        let error = result.err().map(|failure| format!("{failure:?}"));
        database.run(Finish { job, error, pause }).await?;
        Ok(true)
    }

    /// Runs jobs as they become due, until the program ends.
    pub async fn keep_running(self, database: Database, every: Duration) {
        if let Err(failure) = self.prepare(&database).await {
            tracing::error!(?failure, "the jobs could not be prepared");
        }
        loop {
            match self.run_one(&database).await {
                Ok(true) => continue,
                Ok(false) => {}
                Err(failure) => tracing::error!(?failure, "a job could not be taken or put back"),
            }
            tokio::time::sleep(every).await;
        }
    }
}

/// Runs a handler as a task of its own, so that a defect in it ends only this job.
async fn do_apart(handler: Arc<dyn Handler>, database: Database, about: String) -> Result<(), Failure> {
    let running = tokio::spawn(async move { handler.run(&database, &about).await });
    running.await.unwrap_or_else(|error| Err(Failure::Fault(error.to_string())))
}

struct Return(&'static str);

impl UseCase for Return {
    type Outcome = ();
    async fn run(&self, unit: &mut Unit) -> Result<(), Failure> {
        unit.enqueue_returning(self.0).await
    }
}

/// Takes the job that has been due the longest.
struct Claim {
    holder: String,
}

impl UseCase for Claim {
    type Outcome = Option<JobRow>;

    async fn run(&self, unit: &mut Unit) -> Result<Option<JobRow>, Failure> {
        let now = unit.at();
        let Some(job) = next_due(unit, now).await? else { return Ok(None) };
        let job = JobRow {
            state: State::Running,
            attempts: job.attempts + 1,
            holder: Some(self.holder.clone()),
            held_until: Some(later(now, LEASE)),
            ..job
        };
        Ok(Some(unit.keep(Working(job)).await?))
    }

    fn isolation(&self) -> Isolation {
        Isolation::ByItsRow
    }
}

/// Notes how a job ended, if it is still the one that was taken.
struct Finish {
    job: JobRow,
    error: Option<String>,
    pause: Option<SignedDuration>,
}

impl UseCase for Finish {
    type Outcome = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), Failure> {
        let now = unit.at();
        let mut job = JobRow { holder: None, held_until: None, ..self.job.clone() };
        match (&self.error, self.pause) {
            (None, None) => (job.state, job.ended_at) = (State::Done, Some(now)),
            (None, Some(pause)) => {
                (job.state, job.due_at, job.attempts) = (State::Waiting, later(now, pause), 0);
            }
            (Some(_), None) if job.attempts >= ATTEMPTS => {
                (job.state, job.ended_at) = (State::GivenUp, Some(now));
            }
            (Some(_), _) => {
                (job.state, job.due_at) = (State::Waiting, later(now, pause_after(job.attempts)));
            }
        }
        job.last_error = self.error.clone();
        match unit.keep(Working(job)).await {
            // Another node has taken it over meanwhile: its word counts.
            Err(Failure::Stale) | Ok(_) => Ok(()),
            Err(failure) => Err(failure),
        }
    }

    fn isolation(&self) -> Isolation {
        Isolation::ByItsRow
    }
}

fn pause_after(attempts: i64) -> SignedDuration {
    let doubled = u32::try_from(attempts - 1).ok().and_then(|n| FIRST_PAUSE.checked_shl(n.min(20)));
    SignedDuration::from_secs(doubled.unwrap_or(LONGEST_PAUSE).min(LONGEST_PAUSE))
}

fn later(now: Timestamp, by: SignedDuration) -> Timestamp {
    now.checked_add(by).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_up_to_six_hours() {
        let pauses: Vec<_> = [1, 2, 3, 12, 25].map(|n| pause_after(n).as_secs()).into();
        assert_eq!(pauses, [10, 20, 40, 20_480, 21_600]);
    }
}
