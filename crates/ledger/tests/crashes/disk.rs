//! A disk under a journal that loses its power: what was synced stays; of what was written since, any sectors do.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex};

use ledger::journal::{Medium, fresh};

use crate::power::{Power, Write, failed};

pub const SECTOR: usize = 512;

#[derive(Clone)]
pub struct Disk {
    plate: Arc<Mutex<Plate>>,
    power: Power,
}

struct Plate {
    durable: Vec<u8>,
    /// Sectors that were written and not synced.
    written: BTreeMap<usize, Vec<u8>>,
}

impl Disk {
    /// A fresh journal of a log with so many blocks.
    pub fn fresh(origin: &str, blocks: usize, power: &Power) -> Self {
        Self::of(fresh(origin, blocks * 4_096).unwrap(), power)
    }

    pub fn of(durable: Vec<u8>, power: &Power) -> Self {
        let plate = Plate { durable, written: BTreeMap::new() };
        Self { plate: Arc::new(Mutex::new(plate)), power: power.clone() }
    }

    /// What is durable.
    pub fn image(&self) -> Vec<u8> {
        self.plate.lock().unwrap().durable.clone()
    }

    /// Takes the power away; of the sectors that were not synced those stay that the case names.
    pub fn lose_power(&self, mut stays: impl FnMut(usize) -> bool) {
        let mut plate = self.plate.lock().unwrap();
        for (sector, bytes) in std::mem::take(&mut plate.written) {
            if stays(sector) {
                plate.durable[sector * SECTOR..][..SECTOR].copy_from_slice(&bytes);
            }
        }
    }
}

impl Medium for Disk {
    fn read(&mut self) -> io::Result<Vec<u8>> {
        let plate = self.plate.lock().unwrap();
        let mut bytes = plate.durable.clone();
        for (sector, written) in &plate.written {
            bytes[sector * SECTOR..][..SECTOR].copy_from_slice(written);
        }
        Ok(bytes)
    }

    fn write(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        let outcome = self.power.write();
        if outcome == Write::Never {
            return Err(failed());
        }
        let first = usize::try_from(offset).unwrap() / SECTOR;
        let mut plate = self.plate.lock().unwrap();
        assert!(offset.is_multiple_of(SECTOR as u64) && bytes.len().is_multiple_of(SECTOR), "whole sectors");
        plate.written.extend((first..).zip(bytes.chunks(SECTOR).map(<[u8]>::to_vec)));
        if outcome == Write::Done { Ok(()) } else { Err(failed()) }
    }

    fn sync(&mut self) -> io::Result<()> {
        if self.power.write() != Write::Done {
            return Err(failed());
        }
        self.lose_power(|_| true);
        Ok(())
    }
}
