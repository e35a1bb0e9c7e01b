//! Waiting until a batch is durable: by a thread or as a future.

use std::io;
use std::mem;
use std::pin::Pin;
use std::sync::{Arc, Mutex, OnceLock};
use std::task::{Context, Poll, Waker};

use super::JournalError;
use super::sector::Batch;
use super::writer::lock;
use crate::promise::{JointPromise, PromiseRefused};

/// How the writing of a batch ended; without an error when it was not begun because an earlier one failed.
pub type Written = Result<Arc<Batch>, Option<Arc<io::Error>>>;

/// The same, for all who wait for it. One call wakes all threads, and none of them needs a lock then: a thousand that
/// are woken to stand in line for one lock would stand there longer than they slept.
#[derive(Debug, Default)]
pub struct Outcome {
    written: OnceLock<Written>,
    futures: Mutex<Vec<Waker>>,
    /// The promise for all leaves of the batch, made by the first that asks for it.
    pub promise: OnceLock<Result<JointPromise, PromiseRefused>>,
}

impl Outcome {
    /// Answers all; whether this was the first answer.
    pub fn answer(&self, written: Written) -> bool {
        let is_first = self.written.set(written).is_ok();
        mem::take(&mut *lock(&self.futures)).into_iter().for_each(Waker::wake);
        is_first
    }
}

/// A leaf that was handed in and is not known to be durable yet. Whoever drops it takes nothing back.
#[derive(Debug)]
#[must_use = "a leaf is acknowledged only once it is durable"]
pub struct Waiting {
    index: u64,
    outcome: Arc<Outcome>,
}

impl Waiting {
    pub(super) const fn new(index: u64, outcome: Arc<Outcome>) -> Self {
        Self { index, outcome }
    }

    /// Waits, and returns the place that the leaf will have in the log.
    ///
    /// # Errors
    ///
    /// Says why the leaf could not be written; whether it is in the journal is then not known.
    pub fn wait(&self) -> Result<u64, JournalError> {
        self.end(self.outcome.written.wait())
    }

    /// The batch in which the leaf is, once it is durable, and what all its leaves share.
    pub(super) fn shared(&self) -> Option<(&Batch, &Outcome)> {
        self.outcome.written.get()?.as_ref().ok().map(|batch| (&**batch, &*self.outcome))
    }

    fn end(&self, written: &Written) -> Result<u64, JournalError> {
        match written {
            Ok(_) => Ok(self.index),
            Err(Some(error)) => Err(JournalError::Unwritten(error.clone())),
            Err(None) => Err(JournalError::Interrupted),
        }
    }
}

impl Future for Waiting {
    type Output = Result<u64, JournalError>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let mut futures = lock(&self.outcome.futures);
        // Under the lock: whoever answers later finds the waker, whoever did so before has left the answer.
        if let Some(written) = self.outcome.written.get() {
            return Poll::Ready(self.end(written));
        }
        futures.push(context.waker().clone());
        Poll::Pending
    }
}
