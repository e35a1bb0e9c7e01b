//! Files that are whole after a loss of power: written beside their place, made durable, then moved there.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::thread;

/// Puts files in their places, all or some of them when it fails. Their bytes are durable; their names are so only after
/// [`sync_folders`].
pub fn place(files: &[(PathBuf, &[u8])]) -> io::Result<()> {
    let beside = |target: &Path| target.with_added_extension("new");
    side_by_side(files, |(target, bytes)| {
        let mut file = File::create(beside(target))?;
        file.write_all(bytes)?;
        file.sync_data()
    })?;
    files.iter().try_for_each(|(target, _)| fs::rename(beside(target), target))
}

/// Makes the names in folders durable.
pub fn sync_folders(folders: &[PathBuf]) -> io::Result<()> {
    side_by_side(folders, |folder| File::open(folder)?.sync_all())
}

/// Does the same for each: a disk makes many files durable in the time that it needs for one. Returns when all are done.
fn side_by_side<T: Sync>(all: &[T], work: impl Fn(&T) -> io::Result<()> + Sync) -> io::Result<()> {
    const MOST: usize = 16;
    let mut shares = all.chunks(all.len().div_ceil(MOST).max(1));
    let do_share = |share: &[T]| share.iter().try_for_each(&work);
    let own = shares.next().unwrap_or_default();
    thread::scope(|scope| {
        let others: Vec<_> = shares.map(|share| scope.spawn(move || do_share(share))).collect();
        let failed = || Err(io::Error::other("a thread that wrote ended"));
        others.into_iter().fold(do_share(own), |done, other| {
            let other = other.join().unwrap_or_else(|_| failed());
            done.and(other)
        })
    })
}

/// The bytes of a file, if there is one.
pub fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Makes a folder and holds it for as long as the lock lives.
pub fn lock(folder: &Path) -> io::Result<File> {
    fs::create_dir_all(folder)?;
    let lock = File::create(folder.join(".lock"))?;
    lock.try_lock().map_err(|error| match error {
        TryLockError::WouldBlock => {
            io::Error::new(ErrorKind::ResourceBusy, "another process writes to this folder")
        }
        TryLockError::Error(error) => error,
    })?;
    Ok(lock)
}
