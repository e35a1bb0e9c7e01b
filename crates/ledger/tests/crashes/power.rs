//! Power that fails at one of many writes, and a store that depends on it.

use std::io;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use ledger::store::Memory;
use ledger::{LogStore, TileBytes, TileId};

/// What all that is written to shares: after so many writes everything fails.
#[derive(Clone)]
pub struct Power(Arc<AtomicU32>);

/// What becomes of one write.
#[derive(PartialEq, Eq)]
pub enum Write {
    Done,
    Last,
    Never,
}

impl Power {
    pub fn endless() -> Self {
        Self(Arc::new(AtomicU32::new(u32::MAX)))
    }

    pub fn fails_at(&self, writes: u32) {
        self.0.store(writes, Ordering::SeqCst);
    }

    pub fn has_failed(&self) -> bool {
        self.0.load(Ordering::SeqCst) == 0
    }

    pub fn write(&self) -> Write {
        let left = self.0.load(Ordering::SeqCst);
        self.0.store(left.saturating_sub(1), Ordering::SeqCst);
        match left {
            0 => Write::Never,
            1 => Write::Last,
            _ => Write::Done,
        }
    }
}

pub fn failed() -> io::Error {
    io::Error::other("the power failed")
}

/// A store whose medium fails. Each tile is a write, and so is a checkpoint; the failing one is kept or not, as the
/// case says.
pub struct Failing {
    inner: Arc<Mutex<Memory>>,
    power: Power,
    is_last_kept: bool,
}

impl Failing {
    pub fn new(power: &Power, is_last_kept: bool) -> Self {
        Self::over(Arc::default(), power, is_last_kept)
    }

    pub fn over(inner: Arc<Mutex<Memory>>, power: &Power, is_last_kept: bool) -> Self {
        Self { inner, power: power.clone(), is_last_kept }
    }

    /// What is left when the power has failed.
    pub fn memory(&self) -> Arc<Mutex<Memory>> {
        self.inner.clone()
    }

    fn write(&self, write: impl FnOnce(&mut Memory) -> io::Result<()>) -> io::Result<()> {
        let outcome = self.power.write();
        if outcome == Write::Done || (outcome == Write::Last && self.is_last_kept) {
            write(&mut self.inner.lock().unwrap())?;
        }
        if outcome == Write::Done { Ok(()) } else { Err(failed()) }
    }
}

impl LogStore for Failing {
    fn read_tile(&self, tile: TileId) -> io::Result<Option<Vec<u8>>> {
        self.inner.lock().unwrap().read_tile(tile)
    }

    fn write_tiles(&mut self, tiles: &[TileBytes]) -> io::Result<()> {
        tiles.iter().try_for_each(|tile| self.write(|inner| inner.write_tiles(std::slice::from_ref(tile))))
    }

    fn drop_partials(&mut self, full: TileId) -> io::Result<()> {
        self.write(|inner| inner.drop_partials(full))
    }

    fn read_checkpoint(&self) -> io::Result<Option<Vec<u8>>> {
        self.inner.lock().unwrap().read_checkpoint()
    }

    fn write_checkpoint(&mut self, checkpoint: &[u8]) -> io::Result<()> {
        self.write(|inner| inner.write_checkpoint(checkpoint))
    }
}
