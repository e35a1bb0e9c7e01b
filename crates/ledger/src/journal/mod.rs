//! The journal in front of a log: leaves are durable at once, and come into the tree afterwards.
//!
//! A batch of tiles and a checkpoint take four syncs one after the other. A leaf here takes one: who comes while a sync
//! runs goes with the next, all of them together, so nobody waits for more than two. There is no timer in it.
//! [`Intake`] gives a signed promise for each leaf; a [`Sequencer`] puts the leaves into the log in the order in which
//! they came, so that a leaf has its place from the beginning. That place is also what keeps a leaf from being lost or
//! put in twice: whatever stops when, the size of the log says which leaves of the journal are in it.
//!
//! It is for logs in plain files; in a database a table of pending leaves does the same.

mod intake;
mod medium;
mod ring;
mod sector;
mod sequencer;
mod waiting;
mod writer;

use std::fmt;
use std::io;
use std::sync::Arc;

pub use intake::{Intake, Taken, Taking};
pub use medium::{JournalFile, Medium, fresh};
pub(crate) use ring::is_written_as_read;
pub use sequencer::{Sequencer, open};
pub use waiting::Waiting;

use crate::audit::AuditFailed;
use crate::log::LogError;
use crate::promise::PromiseRefused;
use crate::tile::TileRefused;
use sector::Batch;
use writer::Writer;

/// Why a journal does not take a leaf, or does not open.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// The medium failed.
    #[error("the journal cannot be read or written: {0}")]
    Medium(#[from] io::Error),
    /// The medium failed while the batch was written in which this leaf was; whether it is there is not known.
    #[error("the journal cannot be written: {0}")]
    Unwritten(Arc<io::Error>),
    /// An earlier writing failed half-way.
    #[error("an earlier write failed: open the journal anew before writing to it")]
    Interrupted,
    /// There is no room: leaves come faster than they are put into the log.
    #[error("the journal is full: {waiting} leaves wait to be put into the log")]
    Full {
        /// How many.
        waiting: u64,
    },
    /// The file is not a journal of this log.
    #[error("not a journal of this log: {0}")]
    Foreign(&'static str),
    /// A sector does not hold what was written to it.
    #[error("the journal is damaged at byte {offset}")]
    Damaged {
        /// Where the sector begins in the file.
        offset: u64,
    },
    /// Leaves are missing that were durable before later ones were written.
    #[error(
        "the leaves for the places from {from} up to {until} are missing in the journal at byte {offset}"
    )]
    Lost {
        /// The first place.
        from: u64,
        /// The place after the last.
        until: u64,
        /// Where they should be in the file; where the leaves after them are, if nothing tells that.
        offset: u64,
    },
    /// The log has another leaf where the journal has one: somebody wrote to the log and not through the journal.
    #[error("leaf {index} of the log is not the one in the journal")]
    Differs {
        /// The place.
        index: u64,
    },
    /// The leaf cannot be taken.
    #[error(transparent)]
    Tile(#[from] TileRefused),
    /// The promise cannot be given.
    #[error(transparent)]
    Promise(#[from] PromiseRefused),
    /// The log refused.
    #[error(transparent)]
    Log(#[from] LogError),
}

impl From<AuditFailed> for JournalError {
    fn from(failed: AuditFailed) -> Self {
        Self::Log(failed.into())
    }
}

/// A journal that is open.
pub struct Journal(Arc<Writer>);

impl Journal {
    /// The log that the leaves go into.
    #[must_use]
    pub fn origin(&self) -> &str {
        self.0.origin()
    }

    /// Hands in a leaf that has to be in the tree by a time. What it returns is waited for, as a future or by
    /// [`Waiting::wait`], and is the place of the leaf once it is durable here: after one sync, or two if one is running.
    ///
    /// # Errors
    ///
    /// Refuses a leaf for which there is no room, and after a failed write every leaf until the journal is opened anew.
    pub fn append(&self, entry: Vec<u8>, due: u64) -> Result<Waiting, JournalError> {
        self.0.gather(entry, due)
    }

    /// The earliest time by which a leaf must be in the tree that is not there: past it, a promise is broken.
    #[must_use]
    pub fn due(&self) -> Option<u64> {
        self.0.state().ring.live().map(|batch| batch.due).min()
    }

    /// The batches that are durable and hold leaves that are not in the log, oldest first.
    fn pending(&self) -> Vec<Arc<Batch>> {
        let state = self.0.state();
        state.ring.live().filter(|batch| batch.end() <= state.durable).cloned().collect()
    }

    /// Gives free what is in the log for good.
    fn forget(&self, placed: u64) {
        self.0.state().ring.forget(placed);
    }
}

impl fmt::Debug for Journal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Journal({})", self.origin())
    }
}
