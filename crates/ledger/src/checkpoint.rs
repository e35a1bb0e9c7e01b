//! What a log says of itself: this name, this many entries, this root (C2SP `tlog-checkpoint`).

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::hash::Hash;
use crate::note::{Note, NoteKey, NoteRefused, NoteVerifier};
use crate::text::{decimal, is_key_name, is_signable};

/// A tree by its size and root: everything that a proof is checked against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TreeHead {
    /// Entries in the tree.
    pub size: u64,
    /// Root over these entries.
    pub root: Hash,
}

/// The text that a log signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    origin: String,
    head: TreeHead,
    extensions: Vec<String>,
}

/// Why a text is not a checkpoint.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointRefused {
    /// The name of the log cannot also name a key, or has a control character.
    #[error("line 1 of a checkpoint is the name of the log: {0:?}")]
    BadOrigin(String),
    /// The second line is not a number in its one spelling.
    #[error("line 2 of a checkpoint is the number of entries, without leading zeroes")]
    BadSize,
    /// The third line is not a hash in base64.
    #[error("line 3 of a checkpoint is the root in base64")]
    BadRoot,
    /// A line is empty, has a control character, or lacks its newline.
    #[error("a checkpoint is at least three lines, none empty, each ended by a newline")]
    BadLines,
    /// The checkpoint is of another log than the one whose key is trusted.
    #[error("the checkpoint is of the log {found:?}, not of {expected:?}")]
    WrongOrigin {
        /// The log whose key is trusted.
        expected: String,
        /// The log that the checkpoint names.
        found: String,
    },
    /// The note that carries the checkpoint is not taken.
    #[error(transparent)]
    Note(#[from] NoteRefused),
}

impl Checkpoint {
    /// A checkpoint for a log of our own; its name must be able to name a key too.
    ///
    /// # Errors
    ///
    /// Refuses an origin with spaces or a plus sign.
    pub fn new(origin: &str, head: TreeHead) -> Result<Self, CheckpointRefused> {
        if !is_key_name(origin) {
            return Err(CheckpointRefused::BadOrigin(origin.to_owned()));
        }
        Ok(Self { origin: origin.to_owned(), head, extensions: Vec::new() })
    }

    /// Reads the text of a checkpoint, without signatures.
    ///
    /// Extension lines of other logs are kept, because they are signed too; ours have none.
    ///
    /// # Errors
    ///
    /// Names the line that breaks the format.
    pub fn parse(text: &str) -> Result<Self, CheckpointRefused> {
        if !is_signable(text) {
            return Err(CheckpointRefused::BadLines);
        }
        let mut lines = text.strip_suffix('\n').unwrap_or(text).split('\n');
        let (Some(origin), Some(size), Some(root)) = (lines.next(), lines.next(), lines.next()) else {
            return Err(CheckpointRefused::BadLines);
        };
        if origin.is_empty() {
            return Err(CheckpointRefused::BadOrigin(String::new()));
        }
        let size = decimal(size).ok_or(CheckpointRefused::BadSize)?;
        let root = Hash::from_base64(root).map_err(|_| CheckpointRefused::BadRoot)?;
        let extensions: Vec<_> = lines.map(str::to_owned).collect();
        if extensions.iter().any(String::is_empty) {
            return Err(CheckpointRefused::BadLines);
        }
        Ok(Self { origin: origin.to_owned(), head: TreeHead { size, root }, extensions })
    }

    /// Reads the checkpoint out of a note, if the trusted key of that very log signed it.
    ///
    /// # Errors
    ///
    /// Refuses a note that the key did not sign, and a checkpoint of another log.
    pub fn open(note: &Note, log: &NoteVerifier) -> Result<Self, CheckpointRefused> {
        note.verify(std::slice::from_ref(log))?;
        let checkpoint = Self::parse(note.text())?;
        if checkpoint.origin != log.name() {
            let (expected, found) = (log.name().to_owned(), checkpoint.origin);
            return Err(CheckpointRefused::WrongOrigin { expected, found });
        }
        Ok(checkpoint)
    }

    /// Signs the checkpoint with the log's key.
    ///
    /// # Errors
    ///
    /// Refuses a key that has another name than the log.
    pub fn sign(&self, key: &NoteKey) -> Result<Note, CheckpointRefused> {
        if key.verifier().name() != self.origin {
            let (expected, found) = (key.verifier().name().to_owned(), self.origin.clone());
            return Err(CheckpointRefused::WrongOrigin { expected, found });
        }
        let mut note = Note::new(self.to_string())?;
        note.sign(key);
        Ok(note)
    }

    /// The name of the log.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Size and root together.
    #[must_use]
    pub const fn head(&self) -> TreeHead {
        self.head
    }

    /// Entries in the log.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.head.size
    }

    /// Root over the entries.
    #[must_use]
    pub const fn root(&self) -> Hash {
        self.head.root
    }

    /// Lines that a log may add and that say nothing to us.
    #[must_use]
    pub fn extensions(&self) -> &[String] {
        &self.extensions
    }
}

impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n{}\n{}", self.origin, self.head.size, self.head.root.to_base64())?;
        self.extensions.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::leaf_hash;

    const SPECIFICATION: &str =
        "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

    fn key(name: &str) -> NoteKey {
        NoteKey::from_seed(name, &[3; 32]).unwrap()
    }

    #[test]
    fn the_example_of_the_specification_is_read_and_written_unchanged() {
        let checkpoint = Checkpoint::parse(SPECIFICATION).unwrap();
        assert_eq!(checkpoint.origin(), "example.com/behind-the-sofa");
        assert_eq!(checkpoint.size(), 20_852_163);
        assert_eq!(checkpoint.to_string(), SPECIFICATION);
    }

    #[test]
    fn extension_lines_are_kept() {
        let text = format!("{SPECIFICATION}one more line\n");
        let checkpoint = Checkpoint::parse(&text).unwrap();
        assert_eq!(checkpoint.extensions(), ["one more line"]);
        assert_eq!(checkpoint.to_string(), text);
    }

    #[test]
    fn a_text_that_bends_the_format_is_refused() {
        let check = |from: &str, to: &str, expected: CheckpointRefused| {
            assert_eq!(Checkpoint::parse(&SPECIFICATION.replace(from, to)), Err(expected), "{to:?}");
        };
        check("20852163", "020852163", CheckpointRefused::BadSize);
        check("20852163", "+20852163", CheckpointRefused::BadSize);
        check("20852163", "20852163 ", CheckpointRefused::BadSize);
        check("20852163", "99999999999999999999", CheckpointRefused::BadSize);
        check("q2I=", "q2I", CheckpointRefused::BadRoot);
        check("q2I=", "q2J=", CheckpointRefused::BadRoot);
        check("example.com/behind-the-sofa", "", CheckpointRefused::BadOrigin(String::new()));
        check("q2I=\n", "q2I=", CheckpointRefused::BadLines);
        check("q2I=\n", "q2I=\n\n", CheckpointRefused::BadLines);
        check("20852163\n", "20852163\r\n", CheckpointRefused::BadLines);
        assert_eq!(Checkpoint::parse("a\n1\n"), Err(CheckpointRefused::BadLines));
    }

    #[test]
    fn a_checkpoint_opens_only_for_the_key_of_its_own_log() {
        let head = TreeHead { size: 1, root: leaf_hash(b"first") };
        let checkpoint = Checkpoint::new("song-lam.example/log1", head).unwrap();
        let note = checkpoint.sign(&key("song-lam.example/log1")).unwrap();
        assert_eq!(Checkpoint::open(&note, key("song-lam.example/log1").verifier()), Ok(checkpoint.clone()));
        let other = key("song-lam.example/log2");
        assert!(matches!(checkpoint.sign(&other), Err(CheckpointRefused::WrongOrigin { .. })));
        assert_eq!(
            Checkpoint::open(&note, other.verifier()),
            Err(CheckpointRefused::Note(NoteRefused::Unsigned))
        );
        let mut foreign = Note::new(checkpoint.to_string()).unwrap();
        foreign.sign(&other);
        assert!(matches!(
            Checkpoint::open(&foreign, other.verifier()),
            Err(CheckpointRefused::WrongOrigin { .. })
        ));
    }

    #[test]
    fn a_log_name_with_spaces_is_refused() {
        let head = TreeHead { size: 0, root: crate::hash::empty_root() };
        for origin in ["", "a b", "a+b", "a\nb"] {
            assert_eq!(Checkpoint::new(origin, head), Err(CheckpointRefused::BadOrigin(origin.to_owned())));
        }
    }
}
