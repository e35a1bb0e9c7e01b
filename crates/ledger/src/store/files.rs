//! A log in plain files, named as `tlog-tiles` serves them: the folder can be put on any web server.
//!
//! Each file is written beside its place, made durable, and then moved there, so that no reader and no crash
//! ever finds half of one. A lock keeps a second writer out for as long as the first lives.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::LogStore;
use crate::durable;
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

    /// Puts files in their places; all of it is durable when this returns.
    fn place(&self, files: &[(String, &[u8])]) -> io::Result<()> {
        if self.lock.is_none() {
            return Err(io::Error::new(ErrorKind::ReadOnlyFilesystem, "this log was opened for reading"));
        }
        let targets: Vec<_> = files.iter().map(|(path, bytes)| (self.folder.join(path), *bytes)).collect();
        let within = |folder: &&Path| folder.starts_with(&self.folder);
        let folders = targets.iter().flat_map(|(target, _)| target.ancestors().skip(1).take_while(within));
        let folders: BTreeSet<_> = folders.map(Path::to_path_buf).collect();
        folders.iter().try_for_each(fs::create_dir_all)?;
        durable::place(&targets)?;
        // The folders above them too: one may be new, or left by an attempt that failed before its name was durable.
        durable::sync_folders(&folders.into_iter().collect::<Vec<_>>())
    }
}

impl LogStore for Files {
    fn read_tile(&self, tile: TileId) -> io::Result<Option<Vec<u8>>> {
        self.read(&tile.path())
    }

    fn write_tiles(&mut self, tiles: &[TileBytes]) -> io::Result<()> {
        let files: Vec<_> = tiles.iter().map(|(tile, bytes)| (tile.path(), bytes.as_slice())).collect();
        self.place(&files)
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
        self.place(&[("checkpoint".to_owned(), checkpoint)])
    }
}
