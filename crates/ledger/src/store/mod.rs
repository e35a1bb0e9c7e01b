//! Where a log is kept: one small seam, and two ways to fill it.
//!
//! The seam is synchronous and knows tiles and one checkpoint, nothing else. Each implementation passes
//! [`conformance`].

pub mod conformance;
mod files;
mod memory;

use std::io;

pub use files::Files;
pub use memory::Memory;

use crate::edge::TileBytes;
use crate::tile::TileId;

/// A place that keeps tiles and the latest checkpoint.
///
/// The order of calls is what makes a log safe: all tiles of a batch, then the checkpoint, and the checkpoint
/// leaves the process only after [`LogStore::write_checkpoint`] returned.
pub trait LogStore {
    /// The bytes of a tile of exactly this width, if there is one.
    ///
    /// # Errors
    ///
    /// Passes on what the medium says.
    fn read_tile(&self, tile: TileId) -> io::Result<Option<Vec<u8>>>;

    /// Stores tiles; when this returns they survive a loss of power. A tile that is there already is replaced,
    /// because one that was never signed for may be left over from a crash.
    ///
    /// # Errors
    ///
    /// Passes on what the medium says; some of the tiles may then be stored.
    fn write_tiles(&mut self, tiles: &[TileBytes]) -> io::Result<()>;

    /// Forgets the narrower versions of a full tile, which no checkpoint needs any more.
    ///
    /// # Errors
    ///
    /// Passes on what the medium says.
    fn drop_partials(&mut self, full: TileId) -> io::Result<()>;

    /// The latest checkpoint, if there is one.
    ///
    /// # Errors
    ///
    /// Passes on what the medium says.
    fn read_checkpoint(&self) -> io::Result<Option<Vec<u8>>>;

    /// Replaces the checkpoint, whole or not at all; when this returns it survives a loss of power.
    ///
    /// # Errors
    ///
    /// Passes on what the medium says; the old or the new checkpoint is then stored.
    fn write_checkpoint(&mut self, checkpoint: &[u8]) -> io::Result<()>;
}

impl<S: LogStore + ?Sized> LogStore for &mut S {
    fn read_tile(&self, tile: TileId) -> io::Result<Option<Vec<u8>>> {
        (**self).read_tile(tile)
    }

    fn write_tiles(&mut self, tiles: &[TileBytes]) -> io::Result<()> {
        (**self).write_tiles(tiles)
    }

    fn drop_partials(&mut self, full: TileId) -> io::Result<()> {
        (**self).drop_partials(full)
    }

    fn read_checkpoint(&self) -> io::Result<Option<Vec<u8>>> {
        (**self).read_checkpoint()
    }

    fn write_checkpoint(&mut self, checkpoint: &[u8]) -> io::Result<()> {
        (**self).write_checkpoint(checkpoint)
    }
}
