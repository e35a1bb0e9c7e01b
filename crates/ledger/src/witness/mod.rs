//! A second body that follows logs and says with its own key what it saw (C2SP `tlog-witness`).
//!
//! A witness moves on from one checkpoint only to one that continues it, keeps the new one before it answers, and
//! so can never be made to stand for two histories. What contradicts a checkpoint that it stood for is kept as
//! evidence.

mod folder;
mod request;

use std::io;

pub use folder::WitnessFolder;
pub use request::{AddCheckpoint, AddRefused};

use crate::checkpoint::{Checkpoint, TreeHead};
use crate::cosignature::{CosignRefused, Cosigner, follows};
use crate::note::{Note, NoteSignature, NoteVerifier};
use crate::proof::ProofRefused;

/// Where a witness keeps, for each log, the last checkpoint that it stood for.
pub trait WitnessMemory {
    /// The checkpoint of a log that was kept last, cosignature included; `None` for a log never seen.
    ///
    /// # Errors
    ///
    /// Passes on what the medium says.
    fn last(&self, origin: &str) -> io::Result<Option<Vec<u8>>>;

    /// Replaces it, whole or not at all; when this returns it survives a loss of power.
    ///
    /// # Errors
    ///
    /// Passes on what the medium says; the old or the new one is then kept.
    fn keep(&mut self, origin: &str, cosigned: &[u8]) -> io::Result<()>;

    /// Puts aside what a log signed and what contradicts the checkpoint that was kept.
    ///
    /// # Errors
    ///
    /// Passes on what the medium says.
    fn accuse(&mut self, origin: &str, contradiction: &[u8]) -> io::Result<()>;
}

/// Why a witness does not cosign. Each has its HTTP status in the specification.
#[derive(Debug, thiserror::Error)]
pub enum WitnessRefused {
    /// The request is not in the format, or the old size is beyond the new one.
    #[error(transparent)]
    Malformed(#[from] AddRefused),
    /// The log is not one that this witness follows.
    #[error("this witness does not follow the log {0:?}")]
    UnknownLog(String),
    /// No key of the log signed the checkpoint.
    #[error("the checkpoint is not signed by the key that this witness knows for {0:?}")]
    Unsigned(String),
    /// The proof does not start where this witness stands.
    #[error("the witness stands at {stands} entries, the proof starts at {asked}")]
    OtherSize {
        /// Entries in the checkpoint that was cosigned last.
        stands: u64,
        /// Entries where the proof starts.
        asked: u64,
    },
    /// The log signed two trees of one size.
    #[error("the log signed another tree of {0} entries before: it shows two histories")]
    OtherRoot(u64),
    /// The proof does not show that the new tree continues the old one.
    #[error("the new tree does not continue the one seen before: {0}")]
    Unproven(ProofRefused),
    /// The clock shows a time before the last cosignature.
    #[error("the clock of this witness shows {now}, but it cosigned at {last} already: set the clock right")]
    ClockWentBack {
        /// Seconds since 1970 now.
        now: u64,
        /// Seconds since 1970 of the last cosignature.
        last: u64,
    },
    /// The checkpoint that was kept is not one that this witness wrote.
    #[error("the memory of this witness is damaged: {0}")]
    Damaged(String),
    /// The medium failed.
    #[error("the memory of this witness cannot be read or written: {0}")]
    Memory(#[from] io::Error),
    /// The cosignature cannot be made.
    #[error(transparent)]
    Cosign(#[from] CosignRefused),
}

impl WitnessRefused {
    /// The HTTP status that the specification gives to the refusal.
    #[must_use]
    pub const fn status(&self) -> u16 {
        match self {
            Self::Malformed(_) => 400,
            Self::Unsigned(_) => 403,
            Self::UnknownLog(_) => 404,
            Self::OtherSize { .. } | Self::OtherRoot(_) => 409,
            Self::Unproven(_) => 422,
            Self::ClockWentBack { .. } | Self::Damaged(_) | Self::Memory(_) | Self::Cosign(_) => 500,
        }
    }

    /// The body of the answer and its media type. A client that stands elsewhere is told the size from which to
    /// prove; what failed inside the witness is nobody else's business.
    #[must_use]
    pub fn body(&self) -> (&'static str, String) {
        match self {
            Self::OtherSize { stands, .. } => ("text/x.tlog.size", format!("{stands}\n")),
            refused if refused.status() == 500 => ("text/plain; charset=utf-8", String::new()),
            refused => ("text/plain; charset=utf-8", format!("{refused}\n")),
        }
    }
}

/// A witness with its key, the logs that it follows, and its memory.
#[derive(Debug)]
pub struct Witness<M> {
    key: Cosigner,
    logs: Vec<NoteVerifier>,
    memory: M,
}

impl<M: WitnessMemory> Witness<M> {
    /// A witness that follows these logs. A log may have several keys, all of its name.
    #[must_use]
    pub const fn new(key: Cosigner, logs: Vec<NoteVerifier>, memory: M) -> Self {
        Self { key, logs, memory }
    }

    /// The public key of the witness.
    #[must_use]
    pub const fn verifier(&self) -> &NoteVerifier {
        self.key.verifier()
    }

    /// The logs that it follows.
    #[must_use]
    pub fn logs(&self) -> &[NoteVerifier] {
        &self.logs
    }

    /// The size at which the witness stands in a log; zero for one that it never saw.
    ///
    /// # Errors
    ///
    /// Passes on what the memory says.
    pub fn stands_at(&self, origin: &str) -> Result<u64, WitnessRefused> {
        Ok(self.last(origin)?.map_or(0, |(head, _)| head.size))
    }

    /// Takes the body of an `add-checkpoint` request at a time, in seconds since 1970.
    ///
    /// The exclusive borrow makes comparing and keeping one step; the memory keeps other processes out.
    ///
    /// # Errors
    ///
    /// Says why the witness does not cosign.
    pub fn add(&mut self, body: &[u8], now: u64) -> Result<NoteSignature, WitnessRefused> {
        let request = AddCheckpoint::parse(body)?;
        let checkpoint = self.signed(&request.note)?;
        let (origin, next) = (checkpoint.origin(), checkpoint.head());
        if next.size < request.old {
            return Err(AddRefused::OldBeyondNew.into());
        }
        let last = self.last(origin)?;
        let stands = last.map_or(0, |(head, _)| head.size);
        if request.old != stands {
            return Err(WitnessRefused::OtherSize { stands, asked: request.old });
        }
        if let Err(refused) = self.continues(last.map(|(head, _)| head), next, &request.proof) {
            self.memory.accuse(origin, body)?;
            return Err(refused);
        }
        if let Some((_, last)) = last
            && now < last
        {
            return Err(WitnessRefused::ClockWentBack { now, last });
        }
        let signature = self.key.cosign(&checkpoint, now)?;
        let mut cosigned = request.note;
        cosigned.add(signature.clone());
        self.memory.keep(origin, cosigned.to_string().as_bytes())?;
        Ok(signature)
    }

    /// Opens the checkpoint with the keys of the log that it names.
    fn signed(&self, note: &Note) -> Result<Checkpoint, WitnessRefused> {
        let origin = note.text().lines().next().unwrap_or_default();
        let keys: Vec<_> = self.logs.iter().filter(|log| log.name() == origin).collect();
        if keys.is_empty() {
            return Err(WitnessRefused::UnknownLog(origin.to_owned()));
        }
        let opened = keys.into_iter().find_map(|key| Checkpoint::open(note, key).ok());
        opened.ok_or_else(|| WitnessRefused::Unsigned(origin.to_owned()))
    }

    /// What was kept last, believed only if this witness wrote it: head and time of the cosignature.
    fn last(&self, origin: &str) -> Result<Option<(TreeHead, u64)>, WitnessRefused> {
        let Some(kept) = self.memory.last(origin)? else { return Ok(None) };
        let damaged = |why: &dyn std::fmt::Display| WitnessRefused::Damaged(format!("{origin}: {why}"));
        let note = Note::parse(kept).map_err(|refused| damaged(&refused))?;
        let own = [self.key.verifier().clone()];
        let signed = note.verify(&own).map_err(|refused| damaged(&refused))?;
        let time = signed.first().and_then(|signed| signed.time).ok_or_else(|| damaged(&"no time"))?;
        let checkpoint = Checkpoint::parse(note.text()).map_err(|refused| damaged(&refused))?;
        if checkpoint.origin() != origin {
            return Err(damaged(&"it is of another log"));
        }
        Ok(Some((checkpoint.head(), time)))
    }

    fn continues(
        &self,
        seen: Option<TreeHead>,
        next: TreeHead,
        proof: &[crate::Hash],
    ) -> Result<(), WitnessRefused> {
        follows(seen.as_ref(), &next, proof).map_err(|refused| match seen {
            Some(seen) if seen.size == next.size && seen.root != next.root => {
                WitnessRefused::OtherRoot(next.size)
            }
            _ => WitnessRefused::Unproven(refused),
        })
    }
}

#[cfg(test)]
mod tests;
