//! A promise: this entry was taken and will stand in that log by then.
//!
//! It is given at once, before the log has an index for the entry. Whoever holds a promise past its time and
//! finds no entry in the log can prove that it was broken.

mod joint;

pub use joint::JointPromise;

use crate::hash::Hash;
use crate::note::{Note, NoteKey, NoteRefused, NoteVerifier};
use crate::proof::ProofRefused;
use crate::text::{decimal, is_key_name};

const DOMAIN: &str = "kiemdiem/promise/v1";

/// What is promised about one entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    origin: String,
    leaf: Hash,
    integrate_by: u64,
}

/// Why a text is not a promise that can be relied on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PromiseRefused {
    /// The text is not one of a promise.
    #[error("not a promise: {0}")]
    Malformed(&'static str),
    /// The note is not signed by the trusted key.
    #[error(transparent)]
    Note(#[from] NoteRefused),
    /// The leaf is not one of those for which the promise was given.
    #[error("not a leaf of this promise: {0}")]
    NotOfThem(ProofRefused),
}

impl Promise {
    /// A promise for an entry of the named log, to be kept by a time in seconds since 1970.
    ///
    /// # Errors
    ///
    /// Refuses an origin that could not name a log.
    pub fn new(origin: &str, leaf: Hash, integrate_by: u64) -> Result<Self, PromiseRefused> {
        if !is_key_name(origin) {
            return Err(PromiseRefused::Malformed("the log has no name that a log can have"));
        }
        Ok(Self { origin: origin.to_owned(), leaf, integrate_by })
    }

    /// The log that the entry goes into.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The leaf hash of the entry.
    #[must_use]
    pub const fn leaf(&self) -> Hash {
        self.leaf
    }

    /// The time by which it stands there, in seconds since 1970.
    #[must_use]
    pub const fn integrate_by(&self) -> u64 {
        self.integrate_by
    }

    /// Signs the promise. The labels in its text keep it from ever being read as a checkpoint.
    ///
    /// # Errors
    ///
    /// Refuses a text that cannot be signed.
    pub fn sign(&self, key: &NoteKey) -> Result<Note, PromiseRefused> {
        let mut note = Note::new(self.text()?)?;
        note.sign(key);
        Ok(note)
    }

    /// Reads a promise out of a note that one of the trusted promise keys signed.
    ///
    /// # Errors
    ///
    /// Refuses a note that none of the keys signed, and any text but that of a promise.
    pub fn open(note: &Note, trusted: &[NoteVerifier]) -> Result<Self, PromiseRefused> {
        note.verify(trusted)?;
        Self::parse(note.text())
    }

    fn text(&self) -> Result<String, PromiseRefused> {
        write(&self.origin, &format!("leaf {}", self.leaf.to_base64()), self.integrate_by)
    }

    fn parse(text: &str) -> Result<Self, PromiseRefused> {
        let (origin, what, by) = read(text)?;
        let leaf = what.strip_prefix("leaf ").and_then(|hash| Hash::from_base64(hash).ok());
        let leaf = leaf.ok_or(PromiseRefused::Malformed("line 3 is the leaf hash in base64"))?;
        Self::new(origin, leaf, by)
    }
}

/// The text of a promise about something.
fn write(origin: &str, what: &str, by: u64) -> Result<String, PromiseRefused> {
    if !is_key_name(origin) {
        return Err(PromiseRefused::Malformed("the log has no name that a log can have"));
    }
    Ok(format!("{DOMAIN}\nlog {origin}\n{what}\nby {by}\n"))
}

/// The log, what is promised, and by when.
fn read(text: &str) -> Result<(&str, &str, u64), PromiseRefused> {
    let [domain, log, what, by, end] = text.split('\n').collect::<Vec<_>>()[..] else {
        return Err(PromiseRefused::Malformed("it has four lines"));
    };
    if domain != DOMAIN || !end.is_empty() {
        return Err(PromiseRefused::Malformed("its first line says what it is"));
    }
    let origin = log.strip_prefix("log ").ok_or(PromiseRefused::Malformed("line 2 names the log"))?;
    let by = by.strip_prefix("by ").and_then(decimal);
    let by = by.ok_or(PromiseRefused::Malformed("line 4 is the time in seconds since 1970"))?;
    Ok((origin, what, by))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checkpoint::Checkpoint;
    use crate::hash::leaf_hash;

    fn key() -> NoteKey {
        NoteKey::from_seed("song-lam.example/promise-1", &[9; 32]).unwrap()
    }

    fn promise() -> Promise {
        Promise::new("song-lam.example/log1", leaf_hash(b"taken"), 1_900_000_000).unwrap()
    }

    #[test]
    fn a_promise_is_read_back_as_it_was_given() {
        let note = promise().sign(&key()).unwrap();
        let again = Note::parse(note.to_string()).unwrap();
        assert_eq!(Promise::open(&again, &[key().verifier().clone()]), Ok(promise()));
    }

    #[test]
    fn a_promise_by_an_unknown_key_is_worth_nothing() {
        let note = promise().sign(&key()).unwrap();
        let other = NoteKey::from_seed("song-lam.example/promise-1", &[8; 32]).unwrap();
        assert_eq!(
            Promise::open(&note, &[other.verifier().clone()]),
            Err(PromiseRefused::Note(NoteRefused::Unsigned))
        );
    }

    #[test]
    fn a_promise_is_never_taken_for_a_checkpoint_nor_the_other_way() {
        let note = promise().sign(&key()).unwrap();
        assert!(Checkpoint::parse(note.text()).is_err());
        let head = crate::TreeHead { size: 1, root: leaf_hash(b"taken") };
        let checkpoint = Checkpoint::new("song-lam.example/promise-1", head).unwrap().sign(&key()).unwrap();
        assert!(matches!(
            Promise::open(&checkpoint, &[key().verifier().clone()]),
            Err(PromiseRefused::Malformed(_))
        ));
    }
}
