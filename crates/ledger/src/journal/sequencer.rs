//! From the journal into the log: one sequencer, in the order in which the leaves came.

use std::sync::Arc;

use super::medium::{Medium, title};
use super::ring::{self, Found};
use super::sector::{BLOCK, Batch, SECTOR};
use super::writer::{Writer, write};
use super::{Journal, JournalError};
use crate::audit::AuditFailed;
use crate::log::{Appended, Log, LogError};
use crate::node::TILE_WIDTH;
use crate::note::{NoteSignature, NoteVerifier};
use crate::store::LogStore;
use crate::tile::TileId;

/// Puts the leaves of a journal into its log. There is one, and nobody else writes to the log.
#[derive(Debug)]
pub struct Sequencer<S> {
    log: Log<S>,
    journal: Journal,
}

/// Opens the journal in front of a log, and cuts off a batch that was not written to its end.
///
/// # Errors
///
/// Refuses a journal of another log; one that is damaged, lacks leaves before later ones, or continues a larger log
/// than this one; and one whose leaves are not those of the log.
pub fn open<S: LogStore>(
    mut medium: impl Medium + 'static,
    log: Log<S>,
) -> Result<(Journal, Sequencer<S>), JournalError> {
    let image = medium.read()?;
    let image = after_title(&image, log.origin())?;
    let found = ring::read(image, log.head().size)?;
    found.ring.live().take(1).chain(&found.placed).try_for_each(|batch| is_in(&log, batch))?;
    settle(&mut medium, &found)?;
    let writer = Writer::begin(log.origin().to_owned(), medium, found.ring, found.next)?;
    let writer = Arc::new(writer);
    Ok((Journal(writer.clone()), Sequencer { log, journal: Journal(writer) }))
}

impl<S: LogStore> Sequencer<S> {
    /// Puts at most so many leaves into the log, in the order of their places; nothing if none waits.
    ///
    /// A batch costs the same few syncs whether it is small or large, and leaves behind a tile of each width at which it
    /// ended: fewer and larger ones are better, as long as [`Journal::due`] is kept and the journal does not fill.
    ///
    /// # Errors
    ///
    /// Passes on what the log says. The leaves are still in the journal, and opening both anew goes on with them.
    pub fn integrate(&mut self, most: usize) -> Result<Option<Appended>, JournalError> {
        let pending = self.journal.pending();
        let size = self.log.head().size;
        let entries = pending.iter().flat_map(|batch| (batch.first..).zip(&batch.entries));
        let entries: Vec<_> =
            entries.skip_while(|(index, _)| *index < size).take(most).map(|(_, entry)| entry).collect();
        if entries.is_empty() {
            return Ok(None);
        }
        let appended = self.log.append(&entries)?;
        self.journal.forget(self.log.head().size);
        Ok(Some(appended))
    }

    /// Adds a signature, such as a witness's, to the present checkpoint and keeps it.
    ///
    /// # Errors
    ///
    /// Refuses a signature that is not by the given key over the present checkpoint.
    pub fn add_signature(&mut self, signature: NoteSignature, by: &NoteVerifier) -> Result<(), LogError> {
        self.log.add_signature(signature, by)
    }

    /// The log, for reading.
    #[must_use]
    pub const fn log(&self) -> &Log<S> {
        &self.log
    }
}

/// What follows the title, if it is the one of this log.
fn after_title<'a>(image: &'a [u8], origin: &str) -> Result<&'a [u8], JournalError> {
    let Some((block, ring)) = image.split_at_checked(BLOCK) else {
        return Err(JournalError::Foreign("it is shorter than a title"));
    };
    let mut expected = title(origin, ring.len() / BLOCK).into_bytes();
    expected.resize(BLOCK, 0);
    if *block != *expected || !ring.len().is_multiple_of(BLOCK) {
        return Err(JournalError::Foreign("its title is of another log, another size, or damaged"));
    }
    Ok(ring)
}

/// Whether those leaves of a batch that are in the log are the same there.
fn is_in<S: LogStore>(log: &Log<S>, batch: &Batch) -> Result<(), JournalError> {
    let size = log.head().size;
    let mut leaves = (batch.first..size).zip(&batch.entries).peekable();
    while let Some((index, _)) = leaves.peek() {
        let (bundle, from) = (TileId::of_entry(*index, size), index % TILE_WIDTH);
        let missing = || AuditFailed::Missing { path: bundle.path() };
        let bytes = log.store().read_tile(bundle).map_err(AuditFailed::Store)?.ok_or_else(missing)?;
        let stored = bundle.entries(&bytes)?;
        for entry in stored.into_iter().skip(usize::try_from(from).unwrap_or(usize::MAX)) {
            match leaves.next() {
                Some((index, leaf)) if *leaf != *entry => return Err(JournalError::Differs { index }),
                Some(_) => {}
                None => break,
            }
        }
    }
    Ok(())
}

/// Makes durable what was read. A torn batch is blotted out, so that no part of it is ever taken for one of a later
/// batch. The newest whole batch is written again: if the sync that was to make it durable failed, it may have been
/// read from memory, and the next sync would not write it either (<https://lwn.net/Articles/752063/>).
fn settle(medium: &mut impl Medium, found: &Found) -> Result<(), JournalError> {
    for sector in &found.torn {
        medium.write(ring::offset_of_sector(*sector), &[0; SECTOR])?;
    }
    match &found.newest {
        Some(newest) => write(medium, newest)?,
        None => medium.sync()?,
    }
    Ok(())
}
