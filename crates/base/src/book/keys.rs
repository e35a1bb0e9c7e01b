//! The two keys of the book, as files that only their owner can read.
//!
//! Every node has a promise key of its own. Only one holds the log key; a node that finds a log in the
//! database and no key of it in its folder promises, and leaves the signing to the other.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use ledger::NoteKey;

use super::BookFault;
use crate::dice;

/// The file of the key that signs promises.
const PROMISE: &str = "promise.key";

/// The keys that this node holds.
#[derive(Clone)]
pub struct Keys {
    /// Signs what the log says of itself.
    pub log: Option<NoteKey>,
    /// Signs promises.
    pub promise: NoteKey,
    folder: PathBuf,
}

impl Keys {
    /// Reads the keys in `folder`. Missing ones are made; a log key only where there is no log yet.
    ///
    /// # Errors
    /// When a file cannot be read or written, or holds no key.
    pub fn open(folder: &Path, host: &str, has_log: bool) -> Result<Self, BookFault> {
        fs::create_dir_all(folder).map_err(|error| at(folder, &error))?;
        fs::set_permissions(folder, Permissions::from_mode(0o700)).map_err(|error| at(folder, &error))?;
        let log_file = folder.join("log.key");
        let log = match read(&log_file)? {
            None if !has_log => Some(make(&log_file, &format!("{host}/log"))?),
            found => found,
        };
        let promise_file = folder.join(PROMISE);
        let promise = match read(&promise_file)? {
            Some(key) => key,
            None => make(&promise_file, &format!("{host}/promise"))?,
        };
        Ok(Keys { log, promise, folder: folder.to_owned() })
    }

    /// The files that a backup must hold besides the database.
    pub fn files(&self) -> Vec<PathBuf> {
        let all = ["log.key", "log.mark", PROMISE].map(|name| self.folder.join(name));
        all.into_iter().filter(|path| path.exists()).collect()
    }

    /// What this node last signed, in a place that a restored database does not reach.
    pub(crate) fn mark(&self) -> PathBuf {
        self.folder.join("log.mark")
    }
}

/// The key under which the node with this folder promises, when it has opened its book.
///
/// # Errors
/// When the file cannot be read, or holds no key.
pub fn promise_key(folder: &Path) -> Result<Option<NoteKey>, BookFault> {
    read(&folder.join(PROMISE))
}

/// The name of a host in an address that people type, as the name of its log.
pub fn host_of(public_url: &str) -> String {
    let rest = public_url.split_once("://").map_or(public_url, |(_, rest)| rest);
    let host = rest.split('/').next().unwrap_or_default();
    let fit = |c: char| !c.is_whitespace() && !c.is_control() && c != '+';
    let name: String = host.chars().filter(|c| fit(*c)).collect();
    if name.is_empty() { "kiemdiem".to_owned() } else { name }
}

/// Reads a file of secrets, when there is one.
///
/// # Errors
/// When it cannot be read, or others can read it too.
pub fn read_secret(file: &Path) -> Result<Option<String>, BookFault> {
    let text = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(at(file, &error)),
    };
    let mode = fs::metadata(file).map_err(|error| at(file, &error))?.permissions().mode();
    if mode & 0o077 != 0 {
        return Err(BookFault::Keys(format!("{} can be read by others: chmod 600 it", file.display())));
    }
    Ok(Some(text))
}

/// Writes a file of secrets that only its owner reads, making its folder where it is missing.
///
/// # Errors
/// When it cannot be written.
pub fn write_secret(file: &Path, text: &str) -> Result<(), BookFault> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(|error| at(folder, &error))?;
        fs::set_permissions(folder, Permissions::from_mode(0o700)).map_err(|error| at(folder, &error))?;
    }
    write_whole(file, text.as_bytes())
}

fn read(file: &Path) -> Result<Option<NoteKey>, BookFault> {
    let Some(text) = read_secret(file)? else { return Ok(None) };
    let key =
        NoteKey::parse(&text).map_err(|error| BookFault::Keys(format!("{}: {error}", file.display())))?;
    Ok(Some(key))
}

fn make(file: &Path, name: &str) -> Result<NoteKey, BookFault> {
    let key = NoteKey::from_seed(name, &dice::bytes32())
        .map_err(|error| BookFault::Keys(format!("{}: {error}", file.display())))?;
    write_whole(file, format!("{}\n", key.to_secret_text()).as_bytes())?;
    Ok(key)
}

/// Writes a file so that after a power cut it is the old one or the new one, never half of either.
pub(crate) fn write_whole(file: &Path, bytes: &[u8]) -> Result<(), BookFault> {
    let written = || -> io::Result<()> {
        let beside = file.with_extension("new");
        let mut open =
            OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&beside)?;
        open.write_all(bytes)?;
        open.sync_all()?;
        fs::rename(&beside, file)?;
        match file.parent() {
            Some(folder) => File::open(folder)?.sync_all(),
            None => Ok(()),
        }
    };
    written().map_err(|error| at(file, &error))
}

fn at(path: &Path, error: &io::Error) -> BookFault {
    BookFault::Keys(format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_made_once_and_only_their_owner_reads_them() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("keys");
        let made = Keys::open(&path, "song-lam.example", false).unwrap();
        let read = Keys::open(&path, "another.example", true).unwrap();
        assert_eq!(made.promise.verifier(), read.promise.verifier());
        assert_eq!(made.log.unwrap().verifier(), read.log.unwrap().verifier());
        assert_eq!(read.promise.verifier().name(), "song-lam.example/promise");
        for file in ["log.key", "promise.key"] {
            assert_eq!(fs::metadata(path.join(file)).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }

    #[test]
    fn keys_that_others_can_read_are_not_used() {
        let folder = tempfile::TempDir::new().unwrap();
        Keys::open(folder.path(), "song-lam.example", false).unwrap();
        fs::set_permissions(folder.path().join("log.key"), Permissions::from_mode(0o644)).unwrap();
        let refused = Keys::open(folder.path(), "song-lam.example", false).map(|_| ());
        assert!(matches!(refused, Err(BookFault::Keys(text)) if text.contains("chmod 600")));
    }

    #[test]
    fn a_node_beside_another_makes_no_second_log_key() {
        let folder = tempfile::TempDir::new().unwrap();
        assert!(Keys::open(folder.path(), "song-lam.example", true).unwrap().log.is_none());
    }

    #[test]
    fn a_log_is_named_after_its_host() {
        for (url, name) in [
            ("https://kiemdiem.example", "kiemdiem.example"),
            ("http://127.0.0.1:8080/", "127.0.0.1:8080"),
            ("", "kiemdiem"),
        ] {
            assert_eq!(host_of(url), name);
        }
    }
}
