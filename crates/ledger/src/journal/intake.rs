//! From a leaf to its promise.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use super::sector::Batch;
use super::{Journal, JournalError, Waiting};
use crate::hash::leaf_hash;
use crate::note::NoteKey;
use crate::promise::{JointPromise, PromiseRefused};
use crate::receipt::Receipt;

/// Where leaves are handed in: each is durable and promised when it is acknowledged.
#[derive(Debug)]
pub struct Intake {
    journal: Journal,
    promising: Arc<Promising>,
}

/// Who promises, for which log, and how soon.
#[derive(Debug)]
struct Promising {
    origin: String,
    key: NoteKey,
    delay: u64,
}

/// What whoever handed in a leaf gets at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The place that the leaf will have in the log.
    pub index: u64,
    /// The promise that it will be there: a part of the one that was signed for all who came together with it. Read it
    /// with [`crate::Promise::open_part`].
    pub promise: Receipt,
}

impl Intake {
    /// An intake that promises to have leaves in the log within so many seconds. A journal has one.
    #[must_use]
    pub fn new(journal: Journal, key: NoteKey, delay: u64) -> Self {
        let origin = journal.origin().to_owned();
        Self { journal, promising: Arc::new(Promising { origin, key, delay }) }
    }

    /// Takes a leaf at a time in seconds since 1970. Any number of threads and tasks may do so at once; what it returns
    /// is waited for, as a future or by [`Taking::wait`].
    ///
    /// # Errors
    ///
    /// Refuses what the journal refuses.
    pub fn take(&self, entry: Vec<u8>, now: u64) -> Result<Taking, JournalError> {
        let waiting = self.journal.append(entry, now.saturating_add(self.promising.delay))?;
        Ok(Taking { waiting, promising: self.promising.clone() })
    }

    /// The journal.
    #[must_use]
    pub const fn journal(&self) -> &Journal {
        &self.journal
    }
}

/// A leaf that was handed in and is not acknowledged yet.
#[derive(Debug)]
#[must_use = "a leaf is acknowledged only once it is durable and promised"]
pub struct Taking {
    waiting: Waiting,
    promising: Arc<Promising>,
}

impl Taking {
    /// Waits for the acknowledgement.
    ///
    /// # Errors
    ///
    /// Says why the leaf could not be written or promised; whether it is in the journal is then not known.
    pub fn wait(self) -> Result<Taken, JournalError> {
        let index = self.waiting.wait()?;
        self.acknowledge(index)
    }

    fn acknowledge(&self, index: u64) -> Result<Taken, JournalError> {
        let (batch, outcome) = self.waiting.shared().ok_or(JournalError::Interrupted)?;
        let promise = outcome.promise.get_or_init(|| self.promising.sign(batch));
        let promise = promise.as_ref().map_err(Clone::clone)?.part(index - batch.first)?;
        Ok(Taken { index, promise })
    }
}

impl Future for Taking {
    type Output = Result<Taken, JournalError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let index = ready!(Pin::new(&mut self.waiting).poll(context))?;
        Poll::Ready(self.acknowledge(index))
    }
}

impl Promising {
    /// Signs once for a batch that is durable, by the time at which the first of its leaves is due.
    fn sign(&self, batch: &Batch) -> Result<JointPromise, PromiseRefused> {
        let leaves = batch.entries.iter().map(|entry| leaf_hash(entry)).collect();
        JointPromise::sign(&self.origin, leaves, batch.due, &self.key)
    }
}
