//! A disk that loses its power: what was synced stays. Of what was written since, any sectors of 512 bytes do, in any order; a file
//! that was made, removed or renamed is so only once its folder was synced, and may be so before.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use rand::{Rng, RngExt};

const SECTOR: u64 = 512;

/// One thing that a process did.
#[derive(Clone, Debug)]
pub enum Deed {
    Write { path: PathBuf, at: u64, bytes: Vec<u8> },
    Truncate { path: PathBuf, to: u64 },
    Unlink(PathBuf),
    Rename(PathBuf, PathBuf),
    Sync(PathBuf),
    Say(Vec<u8>),
}

impl Deed {
    /// Reads what `recorder.c` wrote down.
    pub fn all_of(mut record: &[u8]) -> Vec<Deed> {
        let mut take = move |n: u64| record.split_off(..usize::try_from(n).unwrap());
        let mut deeds = Vec::new();
        while let Some(head) = take(32) {
            let mut numbers =
                head.chunks_exact(8).map(|number| u64::from_ne_bytes(number.try_into().unwrap()));
            let mut number = || numbers.next().unwrap();
            let (kind, n_path, at, n_bytes) = (u8::try_from(number()).unwrap(), number(), number(), number());
            let path = PathBuf::from(std::str::from_utf8(take(n_path).unwrap()).unwrap());
            let bytes = take(n_bytes).unwrap().to_vec();
            // The shared index of the write-ahead log is memory: it is made anew after every start.
            if path.to_str().unwrap().ends_with("-shm") {
                continue;
            }
            deeds.push(match kind {
                b'w' => Deed::Write { path, at, bytes },
                b't' => Deed::Truncate { path, to: at },
                b'u' => Deed::Unlink(path),
                b'r' => Deed::Rename(path, PathBuf::from(String::from_utf8(bytes).unwrap())),
                b's' => Deed::Sync(path),
                b'a' => Deed::Say(bytes),
                unknown => panic!("a deed of kind {unknown}"),
            });
        }
        deeds
    }
}

/// What becomes of sectors that were not synced.
#[derive(Clone, Copy, Debug)]
pub enum Unsynced {
    /// None stays.
    Goes,
    /// All stay.
    Stays,
    /// Each stays or not, with this chance in a hundred.
    Chance(u8),
}

impl Unsynced {
    fn stays(self, chance: &mut impl Rng) -> bool {
        match self {
            Unsynced::Goes => false,
            Unsynced::Stays => true,
            Unsynced::Chance(percent) => chance.random_range(0..100) < percent,
        }
    }
}

/// A file: what is durable, and what was done since.
#[derive(Clone, Default)]
struct File {
    durable: Vec<u8>,
    since: Vec<Deed>,
}

impl File {
    fn settle(&mut self, mut stays: impl FnMut() -> bool) {
        for deed in std::mem::take(&mut self.since) {
            match deed {
                Deed::Truncate { to, .. } => {
                    if stays() {
                        self.durable.resize(usize::try_from(to).unwrap(), 0);
                    }
                }
                Deed::Write { mut at, bytes, .. } => {
                    let mut rest = bytes.as_slice();
                    while !rest.is_empty() {
                        let within = usize::try_from(SECTOR - at % SECTOR).unwrap().min(rest.len());
                        let (sector, after) = rest.split_at(within);
                        if stays() {
                            let from = usize::try_from(at).unwrap();
                            let to = from + within;
                            self.durable.resize(self.durable.len().max(to), 0);
                            self.durable[from..to].copy_from_slice(sector);
                        }
                        (at, rest) = (at + within as u64, after);
                    }
                }
                other => panic!("{other:?} is no deed of one file"),
            }
        }
    }
}

/// The disk.
#[derive(Clone, Default)]
pub struct Disk {
    files: Vec<File>,
    /// The names that are durable, and those of now.
    durable: BTreeMap<PathBuf, usize>,
    now: BTreeMap<PathBuf, usize>,
}

impl Disk {
    /// A folder as it is, all of it durable.
    pub fn of(folder: &Path) -> Disk {
        let mut disk = Disk::default();
        disk.take_up(folder);
        disk.durable = disk.now.clone();
        disk
    }

    fn take_up(&mut self, folder: &Path) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            if entry.file_type().unwrap().is_dir() {
                self.take_up(&entry.path());
            } else if !entry.path().to_str().unwrap().ends_with("-shm") {
                self.now.insert(entry.path(), self.files.len());
                self.files.push(File { durable: std::fs::read(entry.path()).unwrap(), since: vec![] });
            }
        }
    }

    /// Does one thing.
    pub fn take(&mut self, deed: &Deed) {
        match deed {
            Deed::Write { path, .. } | Deed::Truncate { path, .. } => {
                let file = self.opened(path);
                self.files[file].since.push(deed.clone());
            }
            Deed::Unlink(path) => drop(self.now.remove(path)),
            Deed::Rename(from, to) => {
                let file = self.now.remove(from).expect("a file that was seen");
                self.now.insert(to.clone(), file);
            }
            Deed::Sync(path) => match self.now.get(path) {
                Some(file) => self.files[*file].settle(|| true),
                None => self.sync_names(path),
            },
            Deed::Say(_) => {}
        }
    }

    fn opened(&mut self, path: &Path) -> usize {
        *self.now.entry(path.to_owned()).or_insert_with(|| {
            self.files.push(File::default());
            self.files.len() - 1
        })
    }

    fn sync_names(&mut self, folder: &Path) {
        let is_inside = |path: &PathBuf| path.parent() == Some(folder);
        self.durable.retain(|path, _| !is_inside(path));
        let inside = self.now.iter().filter(|(path, _)| is_inside(path));
        self.durable.extend(inside.map(|(path, file)| (path.clone(), *file)));
    }

    /// Takes the power away and writes what is left into another folder.
    pub fn lose_power(mut self, unsynced: Unsynced, chance: &mut impl Rng, from: &Path, to: &Path) {
        let paths: BTreeSet<PathBuf> = self.now.keys().chain(self.durable.keys()).cloned().collect();
        for path in paths {
            let names = if unsynced.stays(chance) { &self.now } else { &self.durable };
            let Some(file) = names.get(&path).copied() else { continue };
            self.files[file].settle(|| unsynced.stays(chance));
            let target = to.join(path.strip_prefix(from).unwrap());
            std::fs::create_dir_all(target.parent().unwrap()).unwrap();
            std::fs::write(&target, &self.files[file].durable).unwrap();
            // Whose files they are is not lost, and the keys are refused where others could read them.
            std::fs::set_permissions(&target, Permissions::from_mode(0o600)).unwrap();
        }
    }
}
