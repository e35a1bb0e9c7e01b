//! A log in memory: for tests and for readers that fetched all of it.

use std::collections::BTreeMap;
use std::io;

use super::LogStore;
use crate::edge::TileBytes;
use crate::tile::TileId;

/// Tiles and a checkpoint in memory. A clone is a snapshot.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Memory {
    tiles: BTreeMap<TileId, Vec<u8>>,
    checkpoint: Option<Vec<u8>>,
}

impl Memory {
    /// An empty store.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The tiles with their bytes, open to any change: what a dishonest keeper can do.
    pub const fn tiles_mut(&mut self) -> &mut BTreeMap<TileId, Vec<u8>> {
        &mut self.tiles
    }
}

impl LogStore for Memory {
    fn read_tile(&self, tile: TileId) -> io::Result<Option<Vec<u8>>> {
        Ok(self.tiles.get(&tile).cloned())
    }

    fn write_tiles(&mut self, tiles: &[TileBytes]) -> io::Result<()> {
        self.tiles.extend(tiles.iter().cloned());
        Ok(())
    }

    fn drop_partials(&mut self, full: TileId) -> io::Result<()> {
        self.tiles.retain(|tile, _| (tile.kind, tile.index) != (full.kind, full.index) || !tile.is_partial());
        Ok(())
    }

    fn read_checkpoint(&self) -> io::Result<Option<Vec<u8>>> {
        Ok(self.checkpoint.clone())
    }

    fn write_checkpoint(&mut self, checkpoint: &[u8]) -> io::Result<()> {
        self.checkpoint = Some(checkpoint.to_vec());
        Ok(())
    }
}
