//! What a journal is written on: one file whose room was taken beforehand.

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::sector::BLOCK;
use crate::durable;

/// Bytes of one size that can be written anywhere and made durable.
pub trait Medium: Send {
    /// All of them.
    ///
    /// # Errors
    ///
    /// Passes on what the medium says.
    fn read(&mut self) -> io::Result<Vec<u8>>;

    /// Writes some; they need not be durable before the next [`Medium::sync`]. Each sector of 512 bytes is then as it
    /// was or as it was to be, whatever happens.
    ///
    /// # Errors
    ///
    /// Passes on what the medium says.
    fn write(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()>;

    /// Makes all that was written durable.
    ///
    /// # Errors
    ///
    /// Passes on what the medium says; what was written since the last time may or may not be there.
    fn sync(&mut self) -> io::Result<()>;
}

/// The journal of a log in a folder of its own, which must not be served: it tells what is to come into the log.
#[derive(Debug)]
pub struct JournalFile {
    file: File,
    path: PathBuf,
    /// The lock ends with it.
    _lock: File,
}

impl JournalFile {
    /// Opens the journal of the named log; one with room for so many bytes is made if there is none.
    ///
    /// Its bytes are written once before they are used: making a byte durable in a file that grows, or one with holes,
    /// takes a second write for what the file system notes about it.
    ///
    /// # Errors
    ///
    /// Refuses a folder that another process holds, and a name of a log that a title has no room for.
    pub fn open(folder: impl AsRef<Path>, origin: &str, bytes: usize) -> io::Result<Self> {
        let folder = folder.as_ref();
        let lock = durable::lock(folder)?;
        let path = folder.join("journal");
        if !path.try_exists()? {
            let fresh = fresh(origin, bytes)?;
            durable::place(&[(path.clone(), fresh.as_slice())])?;
            durable::sync_folders(&[folder.to_path_buf()])?;
        }
        let file = OpenOptions::new().read(true).write(true).open(&path)?;
        Ok(Self { file, path, _lock: lock })
    }

    /// Where it lies.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Medium for JournalFile {
    fn read(&mut self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.file.rewind()?;
        self.file.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn write(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(offset))?;
        self.file.write_all(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.file.sync_data()
    }
}

/// The bytes of a journal in which nothing was written yet: its title, and room.
///
/// # Errors
///
/// Refuses a name of a log that a title has no room for.
pub fn fresh(origin: &str, bytes: usize) -> io::Result<Vec<u8>> {
    let blocks = (bytes / BLOCK).max(1);
    let mut fresh = title(origin, blocks).into_bytes();
    if BLOCK < fresh.len() {
        return Err(io::Error::new(ErrorKind::InvalidInput, "the name of the log is too long for a journal"));
    }
    fresh.resize((1 + blocks) * BLOCK, 0);
    Ok(fresh)
}

/// What the first block says: what the file is, whose, and how large. It is not written again.
pub fn title(origin: &str, blocks: usize) -> String {
    format!("kiemdiem/journal/v1\nlog {origin}\nblocks {blocks}\n")
}
