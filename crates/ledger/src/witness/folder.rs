//! The memory of a witness in a folder: one file for each log, and the evidence against those that lied.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::WitnessMemory;
use crate::durable;

/// How much is kept against one log; more would let a liar fill the disk.
const EVIDENCE: usize = 100;

/// A folder that one process at a time holds.
#[derive(Debug)]
pub struct WitnessFolder {
    folder: PathBuf,
    /// The lock ends with it.
    _lock: File,
}

impl WitnessFolder {
    /// Opens a folder; it is made if it is not there.
    ///
    /// # Errors
    ///
    /// Refuses a folder that another witness holds.
    pub fn open(folder: impl Into<PathBuf>) -> io::Result<Self> {
        let folder = folder.into();
        let lock = durable::lock(&folder)?;
        Ok(Self { folder, _lock: lock })
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn place(&self, file: PathBuf, bytes: &[u8]) -> io::Result<()> {
        durable::place(&[(file, bytes)])?;
        durable::sync_folders(std::slice::from_ref(&self.folder))
    }

    #[cfg(test)]
    pub(super) fn open_stem(origin: &str) -> String {
        format!("{}.checkpoint", Self::stem(origin))
    }

    /// A log may be named like a path; its hash cannot.
    fn stem(origin: &str) -> String {
        hex::encode(Sha256::digest(origin))
    }
}

impl WitnessMemory for WitnessFolder {
    fn last(&self, origin: &str) -> io::Result<Option<Vec<u8>>> {
        durable::read(&self.folder.join(Self::stem(origin)).with_extension("checkpoint"))
    }

    fn keep(&mut self, origin: &str, cosigned: &[u8]) -> io::Result<()> {
        let file = self.folder.join(Self::stem(origin)).with_extension("checkpoint");
        self.place(file, cosigned)
    }

    fn accuse(&mut self, origin: &str, contradiction: &[u8]) -> io::Result<()> {
        let kept = self.last(origin)?.unwrap_or_default();
        let evidence = [kept.as_slice(), b"\n=====\n", contradiction].concat();
        let digest = hex::encode(Sha256::digest(contradiction));
        let short = digest.get(..16).unwrap_or_default();
        let stem = Self::stem(origin);
        let is_evidence = |name: &str| name.starts_with(&stem) && name.ends_with(".evidence");
        let entries = std::fs::read_dir(&self.folder)?.collect::<io::Result<Vec<_>>>()?;
        let n_kept =
            entries.iter().filter(|entry| entry.file_name().to_str().is_some_and(is_evidence)).count();
        if EVIDENCE <= n_kept {
            return Ok(());
        }
        self.place(self.folder.join(format!("{stem}.{short}.evidence")), &evidence)
    }
}
