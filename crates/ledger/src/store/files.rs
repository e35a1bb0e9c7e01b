//! A log in plain files, named as `tlog-tiles` serves them: the folder can be put on any web server.
//!
//! Each file is written beside its place, made durable, and then moved there, so that no reader and no crash
//! ever finds half of one. A lock keeps a second writer out for as long as the first lives.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::LogStore;
use crate::durable::{self, sync_folder};
use crate::edge::TileBytes;
use crate::tile::TileId;

/// A folder with tiles and a checkpoint.
#[derive(Debug)]
pub struct Files {
    folder: PathBuf,
    /// The lock ends with it. A reader has none.
    lock: Option<File>,
}

impl Files {
    /// Opens a folder for writing; it is made if it is not there.
    ///
    /// # Errors
    ///
    /// Refuses a folder that another writer holds.
    pub fn open(folder: impl Into<PathBuf>) -> io::Result<Self> {
        let folder = folder.into();
        let lock = durable::lock(&folder)?;
        Ok(Self { folder, lock: Some(lock) })
    }

    /// Opens a folder for reading, beside any writer. Writing through it is refused.
    #[must_use]
    pub fn read_only(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into(), lock: None }
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        durable::read(&self.folder.join(path))
    }

    /// Puts a file in its place; its name is durable only after its folder is synced too.
    fn place(&self, path: &str, bytes: &[u8]) -> io::Result<PathBuf> {
        if self.lock.is_none() {
            return Err(io::Error::new(ErrorKind::ReadOnlyFilesystem, "this log was opened for reading"));
        }
        let target = self.folder.join(path);
        let folder = target.parent().unwrap_or(&self.folder).to_path_buf();
        self.make_folder(&folder)?;
        durable::place(&target, bytes)?;
        Ok(folder)
    }

    /// Makes a folder and makes its name durable, from the first missing parent down.
    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        if folder.is_dir() {
            return Ok(());
        }
        let parent = folder.parent().unwrap_or(&self.folder);
        self.make_folder(parent)?;
        match fs::create_dir(folder) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
            _ => sync_folder(parent),
        }
    }
}

impl LogStore for Files {
    fn read_tile(&self, tile: TileId) -> io::Result<Option<Vec<u8>>> {
        self.read(&tile.path())
    }

    fn write_tiles(&mut self, tiles: &[TileBytes]) -> io::Result<()> {
        let folders = tiles.iter().map(|(tile, bytes)| self.place(&tile.path(), bytes));
        let folders = folders.collect::<io::Result<BTreeSet<_>>>()?;
        folders.iter().try_for_each(|folder| sync_folder(folder))
    }

    fn drop_partials(&mut self, full: TileId) -> io::Result<()> {
        let full = TileId { width: 256, ..full };
        match fs::remove_dir_all(self.folder.join(full.path()).with_added_extension("p")) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    fn read_checkpoint(&self) -> io::Result<Option<Vec<u8>>> {
        self.read("checkpoint")
    }

    fn write_checkpoint(&mut self, checkpoint: &[u8]) -> io::Result<()> {
        sync_folder(&self.place("checkpoint", checkpoint)?)
    }
}
