//! The one thread that writes a journal: batch after batch, each with all leaves that came while the one before it was
//! made durable.

use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use super::JournalError;
use super::medium::Medium;
use super::ring::{self, Lying, Ring};
use super::sector::{Batch, blocks_of};
use super::waiting::{Outcome, Waiting};
use crate::tile::{MAX_ENTRY_SIZE, TileRefused};

/// The thread and what it shares with those who hand in leaves. It ends with the last of them, after what they left.
pub struct Writer {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

struct Shared {
    origin: String,
    state: Mutex<State>,
    /// Tells the thread that a batch has its first leaf, or that no more will come.
    has_work: Condvar,
}

/// What is gathering, and what lies where.
pub struct State {
    gathering: Gathering,
    pub ring: Ring,
    /// The place of the next leaf.
    next: u64,
    /// Leaves before this place are durable.
    pub durable: u64,
    has_failed: bool,
    is_closing: bool,
}

/// The batch that leaves come into while another is written.
#[derive(Default)]
struct Gathering {
    batch: Batch,
    /// What its leaves take as a bundle.
    bytes: usize,
    outcome: Arc<Outcome>,
}

impl Writer {
    /// Begins to write after what a ring holds.
    pub fn begin(
        origin: String,
        medium: impl Medium + 'static,
        ring: Ring,
        next: u64,
    ) -> Result<Self, JournalError> {
        let state = State {
            gathering: Gathering::at(next),
            ring,
            next,
            durable: next,
            has_failed: false,
            is_closing: false,
        };
        let shared = Arc::new(Shared { origin, state: Mutex::new(state), has_work: Condvar::new() });
        let of_thread = shared.clone();
        let thread = thread::Builder::new().name("journal".into());
        let thread = thread.spawn(move || of_thread.write_batches(medium))?;
        Ok(Self { shared, thread: Some(thread) })
    }

    pub fn origin(&self) -> &str {
        &self.shared.origin
    }

    pub fn state(&self) -> MutexGuard<'_, State> {
        self.shared.state()
    }

    /// Puts a leaf into the batch that is gathering.
    pub fn gather(&self, entry: Vec<u8>, due: u64) -> Result<Waiting, JournalError> {
        let (waiting, is_first) = self.state().gather(entry, due)?;
        if is_first {
            self.shared.has_work.notify_one();
        }
        Ok(waiting)
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.state().is_closing = true;
        self.shared.has_work.notify_one();
        // The last handle may end within a future that the thread itself wakes.
        let thread = self.thread.take().filter(|thread| thread.thread().id() != thread::current().id());
        if let Some(thread) = thread {
            let _ = thread.join();
        }
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }

    fn write_batches(&self, mut medium: impl Medium) {
        let _ending = Ending(self);
        while let Some((lying, outcome)) = self.next_batch() {
            let writing = Writing { shared: self, outcome };
            let Some(lying) = lying else { continue };
            let written = write(&mut medium, &lying);
            writing.end(lying.batch, written);
        }
    }

    /// Waits for a leaf, then ends the gathering: who comes now is in the next batch. The batch gets its place in the
    /// ring, unless a write has failed; none is left when nobody can hand in another leaf.
    fn next_batch(&self) -> Option<(Option<Lying>, Arc<Outcome>)> {
        let mut state = self.state();
        while state.gathering.batch.entries.is_empty() {
            if state.is_closing {
                return None;
            }
            state = self.has_work.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        let next = Gathering::at(state.next);
        let Gathering { batch, bytes, outcome } = std::mem::replace(&mut state.gathering, next);
        let blocks = blocks_of(bytes) as u64;
        let room = if state.has_failed { None } else { state.ring.room(blocks) };
        let lying = room.map(|start| Lying { start, blocks, batch: Arc::new(batch) });
        lying.iter().for_each(|lying| state.ring.lay(lying.clone()));
        Some((lying, outcome))
    }
}

impl State {
    fn gather(&mut self, entry: Vec<u8>, due: u64) -> Result<(Waiting, bool), JournalError> {
        if self.has_failed {
            return Err(JournalError::Interrupted);
        }
        if MAX_ENTRY_SIZE < entry.len() {
            return Err(TileRefused::EntryTooLarge.into());
        }
        let gathering = &mut self.gathering;
        let bytes = gathering.bytes + 2 + entry.len();
        if self.ring.room(blocks_of(bytes) as u64).is_none() {
            let oldest = self.ring.live().next().map_or(gathering.batch.first, |batch| batch.first);
            return Err(JournalError::Full { waiting: self.next - oldest });
        }
        let is_first = gathering.batch.entries.is_empty();
        gathering.bytes = bytes;
        gathering.batch.due = if is_first { due } else { due.min(gathering.batch.due) };
        gathering.batch.entries.push(entry);
        let waiting = Waiting::new(self.next, gathering.outcome.clone());
        self.next += 1;
        Ok((waiting, is_first))
    }
}

impl Gathering {
    fn at(first: u64) -> Self {
        Self { batch: Batch { first, ..Batch::default() }, ..Self::default() }
    }
}

/// Writes a batch into its place; it is durable when this returns.
pub fn write(medium: &mut impl Medium, lying: &Lying) -> io::Result<()> {
    let blocks = lying.batch.to_blocks().ok_or_else(|| io::Error::other("a batch has too many leaves"))?;
    medium.write(ring::offset(lying.start), &blocks)?;
    medium.sync()
}

/// A batch that is being written. Those who wait for it are answered whatever happens.
struct Writing<'a> {
    shared: &'a Shared,
    outcome: Arc<Outcome>,
}

impl Writing<'_> {
    fn end(self, batch: Arc<Batch>, written: io::Result<()>) {
        let mut state = self.shared.state();
        match written {
            Ok(()) => state.durable = batch.end(),
            Err(_) => state.has_failed = true,
        }
        drop(state);
        self.outcome.answer(written.map(|()| batch).map_err(|error| Some(Arc::new(error))));
    }
}

impl Drop for Writing<'_> {
    fn drop(&mut self) {
        if self.outcome.answer(Err(None)) {
            self.shared.state().has_failed = true;
        }
    }
}

/// The thread. When it ends nothing is written any more, and nobody waits for it.
struct Ending<'a>(&'a Shared);

impl Drop for Ending<'_> {
    fn drop(&mut self) {
        let mut state = self.0.state();
        state.has_failed = true;
        let outcome = state.gathering.outcome.clone();
        drop(state);
        outcome.answer(Err(None));
    }
}

/// After a panic too: what one may have left half-done is a batch, and [`Writing`] sees to that.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
