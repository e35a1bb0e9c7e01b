//! The writer of the embedded database: one thread that owns the only connection that writes.
//!
//! Waiting units are run together, each in a savepoint of its own, and committed once, on the disk,
//! before any of them is answered. A unit that fails takes only itself back.

use std::any::Any;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::pin::pin;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use super::{Unit, UnitContext, UseCase};
use crate::Failure;
use crate::db::{DbError, Link, SqliteLink};

const QUEUE: usize = 1024;
const BATCH: usize = 64;
const BATCH_TIME: Duration = Duration::from_millis(20);
/// A unit that waited longer is told to come back: its caller has most likely gone.
const PATIENCE: Duration = Duration::from_secs(10);

/// The way to the writer thread.
#[derive(Clone)]
pub struct SqliteWriter {
    queue: SyncSender<Box<dyn Job>>,
}

impl SqliteWriter {
    /// Starts the thread.
    ///
    /// # Errors
    /// When the machine gives no thread.
    pub fn start(link: SqliteLink, path: PathBuf, context: UnitContext) -> Result<Self, DbError> {
        let (queue, waiting) = sync_channel(QUEUE);
        let thread = Thread { link: Some(link), path, context };
        std::thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || thread.work(&waiting))
            .map_err(|error| DbError::Unavailable(error.to_string()))?;
        Ok(SqliteWriter { queue })
    }

    /// Runs a use case in the next batch and answers after its commit.
    ///
    /// # Errors
    /// The use case's failure, or [`Failure::NotNow`] when too many wait.
    pub async fn run<U: UseCase>(&self, use_case: U) -> Result<U::Outcome, Failure> {
        let (answer, answered) = oneshot::channel();
        let waiting = Waiting { use_case, since: Instant::now(), result: None, answer };
        match self.queue.try_send(Box::new(waiting)) {
            Ok(()) => answered.await.unwrap_or_else(|_| Err(Failure::Fault("the writer has stopped".into()))),
            Err(TrySendError::Full(_)) => Err(Failure::NotNow(20)),
            Err(TrySendError::Disconnected(_)) => Err(Failure::Fault("the writer has stopped".into())),
        }
    }
}

/// A use case in the queue, with its type forgotten.
trait Job: Send {
    /// Runs the use case; whether it wants to be kept.
    fn run(&mut self, unit: &mut Unit) -> bool;
    fn limit(&self) -> Duration;
    /// Whether nobody waits for it any more, or it waited too long.
    fn is_over(&self) -> bool;
    /// Replaces a result that could not be kept.
    fn fail(&mut self, failure: Failure);
    fn answer(self: Box<Self>);
}

struct Waiting<U: UseCase> {
    use_case: U,
    since: Instant,
    result: Option<Result<U::Outcome, Failure>>,
    answer: oneshot::Sender<Result<U::Outcome, Failure>>,
}

impl<U: UseCase> Job for Waiting<U> {
    fn run(&mut self, unit: &mut Unit) -> bool {
        let ran = catch_unwind(AssertUnwindSafe(|| now_or_never(self.use_case.run(unit))));
        let result = match ran {
            Ok(Some(result)) => result,
            Ok(None) => Err(Failure::Fault("a unit waited for something other than its database".into())),
            Err(panic) => Err(Failure::Fault(format!("a unit panicked: {}", words_of(&*panic)))),
        };
        let wanted = result.is_ok();
        self.result = Some(result);
        wanted
    }

    fn limit(&self) -> Duration {
        self.use_case.limit()
    }

    fn is_over(&self) -> bool {
        self.answer.is_closed() || self.since.elapsed() > PATIENCE
    }

    fn fail(&mut self, failure: Failure) {
        self.result = Some(Err(failure));
    }

    fn answer(self: Box<Self>) {
        // A caller that has gone cannot be told; what was kept stays kept.
        let _ = self.answer.send(self.result.unwrap_or(Err(Failure::NotNow(20))));
    }
}

/// Runs a future that never has to wait: on this thread each statement is done when it returns.
fn now_or_never<F: Future>(future: F) -> Option<F::Output> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(done) => Some(done),
        Poll::Pending => None,
    }
}

fn words_of(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("without a word")
}

/// How a batch ended.
enum Batch {
    Kept,
    /// Nothing was kept; the connection may be in any state.
    Lost(DbError),
}

struct Thread {
    link: Option<SqliteLink>,
    path: PathBuf,
    context: UnitContext,
}

impl Thread {
    fn work(mut self, waiting: &Receiver<Box<dyn Job>>) {
        while let Ok(first) = waiting.recv() {
            let mut batch = vec![first];
            while batch.len() < BATCH {
                let Ok(next) = waiting.try_recv() else { break };
                batch.push(next);
            }
            let (over, alive): (Vec<_>, Vec<_>) = batch.into_iter().partition(|job| job.is_over());
            over.into_iter().for_each(Job::answer);
            self.run_all(alive);
        }
    }

    /// Runs a batch; one that is lost as a whole is run again one by one, on a fresh connection,
    /// so that the unit which broke it breaks only itself.
    fn run_all(&mut self, mut jobs: Vec<Box<dyn Job>>) {
        let mut rest: &mut [Box<dyn Job>] = &mut jobs;
        while !rest.is_empty() {
            let (done, ended) = self.run_batch(rest);
            let (these, others) = rest.split_at_mut(done);
            if let Batch::Lost(error) = ended {
                self.link = None;
                match these {
                    [alone] => alone.fail(error.into()),
                    several => several.chunks_mut(1).for_each(|one| self.run_alone(one)),
                }
            }
            rest = others;
        }
        jobs.into_iter().for_each(Job::answer);
    }

    fn run_alone(&mut self, one: &mut [Box<dyn Job>]) {
        if let (_, Batch::Lost(error)) = self.run_batch(one) {
            self.link = None;
            if let [job] = one {
                job.fail(error.into());
            }
        }
    }

    /// Runs jobs from the front until the batch has lasted long enough; says how many, and how it ended.
    fn run_batch(&mut self, jobs: &mut [Box<dyn Job>]) -> (usize, Batch) {
        let link = match self.link.take().map_or_else(|| SqliteLink::writer(&self.path), Ok) {
            Ok(link) => link,
            Err(error) => return (jobs.len().min(1), Batch::Lost(error)),
        };
        let mut unit = Unit::new(Link::Sqlite(link), &self.context);
        let (done, ended) = match command(&mut unit, "BEGIN IMMEDIATE") {
            Ok(()) => self.run_within(&mut unit, jobs),
            Err(error) => (jobs.len().min(1), Batch::Lost(error)),
        };
        if let Link::Sqlite(link) = unit.into_link() {
            self.link = Some(link);
        }
        (done, ended)
    }

    fn run_within(&self, unit: &mut Unit, jobs: &mut [Box<dyn Job>]) -> (usize, Batch) {
        let began = Instant::now();
        let mut done = 0;
        for job in jobs.iter_mut() {
            done += 1;
            if let Err(error) = self.run_one(unit, job.as_mut()) {
                return (done, Batch::Lost(error));
            }
            if began.elapsed() > BATCH_TIME {
                break;
            }
        }
        match command(unit, "COMMIT") {
            Ok(()) => (done, Batch::Kept),
            Err(error) => (done, Batch::Lost(error)),
        }
    }

    /// Runs one job inside its savepoint. An error here means that the batch itself is gone.
    fn run_one(&self, unit: &mut Unit, job: &mut dyn Job) -> Result<(), DbError> {
        command(unit, "SAVEPOINT unit")?;
        unit.begin_again(&self.context);
        set_inside(unit, true);
        set_deadline(unit, Instant::now().checked_add(job.limit() * self.context.patience))?;
        let wanted = job.run(unit);
        set_deadline(unit, None)?;
        set_inside(unit, false);
        let clean = !unit.failed();
        if wanted && !clean {
            job.fail(Failure::Fault("a unit went on after a failed statement".into()));
        }
        ended_inside(unit)?;
        if wanted && clean {
            command(unit, "RELEASE unit")
        } else {
            command(unit, "ROLLBACK TO unit")?;
            command(unit, "RELEASE unit")
        }
    }
}

fn command(unit: &mut Unit, sql: &str) -> Result<(), DbError> {
    match unit.link_mut() {
        Link::Sqlite(link) => link.batch(sql),
        Link::Postgres(_) => Err(DbError::Other("not the embedded database".into())),
    }
}

fn set_deadline(unit: &mut Unit, at: Option<Instant>) -> Result<(), DbError> {
    match unit.link_mut() {
        Link::Sqlite(link) => link.stop_at(at),
        Link::Postgres(_) => Ok(()),
    }
}

fn set_inside(unit: &mut Unit, inside: bool) {
    if let Link::Sqlite(link) = unit.link_mut() {
        link.inside = inside;
    }
}

/// A trigger with RAISE(ROLLBACK) and a full disk end the whole transaction from inside a unit.
fn ended_inside(unit: &Unit) -> Result<(), DbError> {
    match unit.link() {
        Link::Sqlite(link) if !link.connection().is_autocommit() => Ok(()),
        Link::Sqlite(link) if link.unavailable => Err(DbError::Unavailable("the disk took nothing".into())),
        _ => Err(DbError::Other("the transaction was ended inside a unit".into())),
    }
}
