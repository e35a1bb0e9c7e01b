//! The body of an `add-checkpoint` request: from which size, the proof, and the checkpoint.

use std::fmt;

use crate::hash::Hash;
use crate::note::{Note, NoteRefused};
use crate::text::decimal;

/// The most proof lines that the specification allows.
const MAX_PROOF: usize = 63;

/// What a log asks of a witness.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddCheckpoint {
    /// The size at which the log believes the witness to stand.
    pub old: u64,
    /// The proof that the checkpoint continues the tree of that size.
    pub proof: Vec<Hash>,
    /// The signed checkpoint.
    pub note: Note,
}

/// Why a body is not such a request.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AddRefused {
    /// The body is not text.
    #[error("the request is not UTF-8 text")]
    NotText,
    /// A line is not what must stand there.
    #[error("line {line}: {expected}")]
    BadLine {
        /// The line, counted from 1.
        line: usize,
        /// What should stand there.
        expected: &'static str,
    },
    /// The part below the empty line is not a signed checkpoint.
    #[error("the checkpoint of the request: {0}")]
    Checkpoint(#[from] NoteRefused),
    /// The proof would lead backwards.
    #[error("line 1: the old size is beyond the size of the checkpoint")]
    OldBeyondNew,
}

impl AddCheckpoint {
    /// Reads a request.
    ///
    /// # Errors
    ///
    /// Names the line that breaks the format.
    pub fn parse(body: &[u8]) -> Result<Self, AddRefused> {
        let text = str::from_utf8(body).map_err(|_| AddRefused::NotText)?;
        let (head, note) = text.split_once("\n\n").ok_or(AddRefused::BadLine {
            line: text.lines().count().max(1),
            expected: "an empty line and a checkpoint follow the proof",
        })?;
        let mut lines = (1..).zip(head.split('\n'));
        let first = lines.next().and_then(|(_, line)| line.strip_prefix("old "));
        let old = first
            .and_then(decimal)
            .ok_or(AddRefused::BadLine { line: 1, expected: "\"old\" and the size of the old tree" })?;
        let proof = lines.map(parse_hash).collect::<Result<_, _>>()?;
        Ok(Self { old, proof, note: Note::parse(note)? })
    }
}

fn parse_hash((line, text): (usize, &str)) -> Result<Hash, AddRefused> {
    if MAX_PROOF + 1 < line {
        return Err(AddRefused::BadLine { line, expected: "a proof has at most 63 hashes" });
    }
    Hash::from_base64(text)
        .map_err(|_| AddRefused::BadLine { line, expected: "a hash of the proof in base64" })
}

impl fmt::Display for AddCheckpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "old {}", self.old)?;
        self.proof.iter().try_for_each(|hash| writeln!(f, "{}", hash.to_base64()))?;
        write!(f, "\n{}", self.note)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the specification. Its signatures are of keys that nobody gave out.
    const EXAMPLE: &str = "old 20852014\n\
        PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n\
        jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=\n\
        5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=\n\
        /6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=\n\
        \n\
        example.com/behind-the-sofa\n\
        20852163\n\
        CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\
        \n\
        — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n\
        — example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=\n";

    #[test]
    fn the_example_of_the_specification_is_read_and_written_unchanged() {
        let request = AddCheckpoint::parse(EXAMPLE.as_bytes()).unwrap();
        assert_eq!((request.old, request.proof.len()), (20_852_014, 4));
        assert_eq!(request.note.signatures().len(), 2);
        assert_eq!(request.to_string(), EXAMPLE);
    }

    #[test]
    fn a_request_that_bends_the_format_is_refused_with_its_line() {
        let line = |text: String| match AddCheckpoint::parse(text.as_bytes()) {
            Err(AddRefused::BadLine { line, .. }) => line,
            other => panic!("{other:?}"),
        };
        assert_eq!(line(EXAMPLE.replace("old 2", "old 02")), 1);
        assert_eq!(line(EXAMPLE.replace("old ", "Old ")), 1);
        assert_eq!(line(EXAMPLE.replace("jrJZ", "jrJ")), 3);
        assert_eq!(line(EXAMPLE.replacen("jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=\n", "\r\n", 1)), 3);
        let hash = "5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=\n";
        assert_eq!(line(EXAMPLE.replace(hash, &hash.repeat(61))), 65);
        assert_eq!(line(String::new()), 1);
        assert_eq!(AddCheckpoint::parse(b"\xff"), Err(AddRefused::NotText));
        let no_note = EXAMPLE.split("example.com").next().unwrap();
        assert!(matches!(AddCheckpoint::parse(no_note.as_bytes()), Err(AddRefused::Checkpoint(_))));
    }
}
