//! A signed note (C2SP `signed-note`): a text and the signatures under it.
//!
//! Parsing a note proves nothing. Its text counts only after [`Note::verify`] found a signature by a key that
//! the reader already trusts.

mod key;

use std::fmt;

pub use key::{KeyKind, NoteKey, NoteVerifier};
pub(crate) use key::{SecretKey, cosigned_message};

use crate::text::{base64, from_base64, is_key_name, is_signable};

/// The largest note that is read, in bytes.
pub const MAX_NOTE_SIZE: usize = 1_000_000;

/// The most signatures that are read from one note.
pub const MAX_SIGNATURES: usize = 100;

/// Why a note or a key is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoteRefused {
    /// The note is larger than any honest one.
    #[error("a note has at most {MAX_NOTE_SIZE} bytes and {MAX_SIGNATURES} signatures")]
    TooLarge,
    /// The note is not a text.
    #[error("a note is UTF-8 text without control characters")]
    NotText,
    /// No empty line separates text and signatures.
    #[error("a note has a text, an empty line and at least one signature line")]
    NoSignatures,
    /// A line below the text is not a signature.
    #[error("line {line} below the text is not a signature line")]
    BadSignatureLine {
        /// The line, counted from 1 after the empty line.
        line: usize,
    },
    /// The text may not be signed.
    #[error("a text to be signed ends in a newline and has no control characters")]
    NotSignable,
    /// A key may not have this name.
    #[error("a key name is not empty and has neither spaces nor a plus sign: {0:?}")]
    BadKeyName(String),
    /// A text is not a key.
    #[error("not a key of the form name+id+key")]
    BadKey,
    /// The id in the text of a key is not that of the key.
    #[error("the id in the key's text is not that of the key")]
    WrongKeyId,
    /// The key is of a kind that is not read here.
    #[error("keys of signature type {0:#04x} are not supported")]
    UnknownKind(u8),
    /// No trusted key signed the note.
    #[error("no trusted key signed the note")]
    Unsigned,
    /// A trusted key is named, but the signature is not its own.
    #[error("the signature of {0} is false")]
    FalseSignature(String),
}

/// A text with signatures, none of which need be true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<NoteSignature>,
}

/// One signature line, not yet checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteSignature {
    name: String,
    id: u32,
    bytes: Vec<u8>,
}

/// A signature that was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed<'a> {
    /// The trusted key that made it.
    pub by: &'a NoteVerifier,
    /// When it was made, in seconds since 1970, if the kind of signature says so.
    pub time: Option<u64>,
}

impl Note {
    /// A note without signatures, to be signed.
    ///
    /// # Errors
    ///
    /// Refuses a text that does not end in a newline or has control characters.
    pub fn new(text: impl Into<String>) -> Result<Self, NoteRefused> {
        let text = text.into();
        if !is_signable(&text) {
            return Err(NoteRefused::NotSignable);
        }
        Ok(Self { text, signatures: Vec::new() })
    }

    /// Reads a note.
    ///
    /// # Errors
    ///
    /// Names the first rule of the format that the bytes break.
    pub fn parse(bytes: impl AsRef<[u8]>) -> Result<Self, NoteRefused> {
        let bytes = bytes.as_ref();
        if bytes.len() > MAX_NOTE_SIZE {
            return Err(NoteRefused::TooLarge);
        }
        let whole = str::from_utf8(bytes).map_err(|_| NoteRefused::NotText)?;
        if whole.bytes().any(|byte| byte < 0x20 && byte != b'\n') {
            return Err(NoteRefused::NotText);
        }
        // The last empty line separates, because the text may have empty lines of its own.
        let (body, lines) = whole.rsplit_once("\n\n").ok_or(NoteRefused::NoSignatures)?;
        let lines = lines.strip_suffix('\n').ok_or(NoteRefused::NoSignatures)?;
        let signatures: Vec<_> = lines.split('\n').take(MAX_SIGNATURES + 1).enumerate().collect();
        if signatures.len() > MAX_SIGNATURES {
            return Err(NoteRefused::TooLarge);
        }
        let signatures = signatures
            .into_iter()
            .map(|(n, line)| NoteSignature::parse(line).ok_or(NoteRefused::BadSignatureLine { line: n + 1 }))
            .collect::<Result<_, _>>()?;
        Ok(Self { text: format!("{body}\n"), signatures })
    }

    /// The signed text, its final newline included.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The signature lines, unchecked.
    #[must_use]
    pub fn signatures(&self) -> &[NoteSignature] {
        &self.signatures
    }

    /// Adds a signature; the same line is not added twice.
    pub fn add(&mut self, signature: NoteSignature) {
        if !self.signatures.contains(&signature) {
            self.signatures.push(signature);
        }
    }

    /// Signs the text with a key.
    pub fn sign(&mut self, key: &NoteKey) {
        self.add(key.sign(&self.text));
    }

    /// Checks the signatures of the keys that the reader trusts and returns one for each key found.
    ///
    /// Signatures of other keys are ignored, so that a log may add signatures that old readers do not know.
    ///
    /// # Errors
    ///
    /// Refuses the note if no trusted key signed it, and also if any signature that claims to be by a trusted
    /// key is false.
    pub fn verify<'a>(&self, trusted: &'a [NoteVerifier]) -> Result<Vec<Signed<'a>>, NoteRefused> {
        let mut found: Vec<Signed<'a>> = Vec::new();
        for signature in &self.signatures {
            let by = trusted.iter().find(|key| key.name() == signature.name && key.id() == signature.id);
            let Some(by) = by else { continue };
            let time = by.check(&self.text, &signature.bytes)?;
            if !found.iter().any(|earlier| earlier.by == by) {
                found.push(Signed { by, time });
            }
        }
        if found.is_empty() { Err(NoteRefused::Unsigned) } else { Ok(found) }
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.signatures.iter().try_for_each(|signature| writeln!(f, "{signature}"))
    }
}

impl NoteSignature {
    pub(crate) const fn new(name: String, id: u32, bytes: Vec<u8>) -> Self {
        Self { name, id, bytes }
    }

    /// Reads one signature line, without its newline.
    #[must_use]
    pub fn parse(line: &str) -> Option<Self> {
        let (name, encoded) = line.strip_prefix("— ")?.split_once(' ')?;
        let decoded = from_base64(encoded)?;
        let (id, bytes) = decoded.split_first_chunk::<4>()?;
        if !is_key_name(name) || bytes.is_empty() {
            return None;
        }
        Some(Self { name: name.to_owned(), id: u32::from_be_bytes(*id), bytes: bytes.to_vec() })
    }

    /// The name of the key that is said to have signed.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The short id of that key.
    #[must_use]
    pub const fn id(&self) -> u32 {
        self.id
    }
}

impl fmt::Display for NoteSignature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = [self.id.to_be_bytes().as_slice(), &self.bytes].concat();
        write!(f, "— {} {}", self.name, base64(&whole))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WISDOM: &str = "If you think cryptography is the answer to your problem,\n\
                          then you don't know what your problem is.\n";
    const PETER: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    const PETER_SECRET: &str =
        "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    const PETER_LINE: &str = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZ\
                              SNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    const ENOCH: &str = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";
    const ENOCH_LINE: &str = "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ov\
                              TG01oOTGwnWLox33WWd1RvMc+QQ=\n";

    fn verifier(text: &str) -> NoteVerifier {
        NoteVerifier::parse(text).unwrap()
    }

    #[test]
    fn the_example_of_the_specification_is_true() {
        let key = verifier("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
        let note = "This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi\
                    2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";
        let note = Note::parse(note).unwrap();
        assert_eq!(note.text(), "This is an example message.\n");
        assert_eq!(note.verify(&[key]).unwrap().len(), 1);
    }

    #[test]
    fn our_signature_equals_that_of_the_go_implementation() {
        let key = NoteKey::parse(PETER_SECRET).unwrap();
        assert_eq!(key.verifier().to_string(), PETER);
        assert_eq!(key.to_secret_text(), PETER_SECRET);
        let mut note = Note::new(WISDOM).unwrap();
        note.sign(&key);
        assert_eq!(note.to_string(), format!("{WISDOM}\n{PETER_LINE}"));
    }

    #[test]
    fn several_keys_sign_one_text() {
        let note = Note::parse(format!("{WISDOM}\n{PETER_LINE}{ENOCH_LINE}")).unwrap();
        let trusted = [verifier(PETER), verifier(ENOCH)];
        assert_eq!(note.verify(&trusted).unwrap().len(), 2);
        assert_eq!(note.verify(&trusted[1..]).unwrap()[0].by.name(), "EnochRoot");
        assert_eq!(note.verify(&[]), Err(NoteRefused::Unsigned));
    }

    #[test]
    fn a_signature_counts_once_however_often_it_stands_there() {
        let note = Note::parse(format!("{WISDOM}\n{PETER_LINE}{PETER_LINE}")).unwrap();
        assert_eq!(note.verify(&[verifier(PETER)]).unwrap().len(), 1);
    }

    #[test]
    fn a_false_signature_of_a_trusted_key_spoils_the_note() {
        let altered = WISDOM.replace("answer", "question");
        let note = Note::parse(format!("{altered}\n{PETER_LINE}")).unwrap();
        assert_eq!(
            note.verify(&[verifier(PETER)]),
            Err(NoteRefused::FalseSignature("PeterNeumann".to_owned()))
        );
    }

    #[test]
    fn a_text_keeps_its_own_empty_lines() {
        let note = Note::parse(format!("one\n\ntwo\n\n{PETER_LINE}")).unwrap();
        assert_eq!(note.text(), "one\n\ntwo\n");
        assert_eq!(Note::parse(note.to_string()), Ok(note));
    }

    #[test]
    fn what_is_not_a_note_is_refused_with_its_reason() {
        let check = |text: &str, expected: NoteRefused| {
            assert_eq!(Note::parse(text), Err(expected), "{text:?}");
        };
        check("", NoteRefused::NoSignatures);
        check("text\n", NoteRefused::NoSignatures);
        check("text\n\n", NoteRefused::NoSignatures);
        check(&format!("text\n\n{}", PETER_LINE.trim_end()), NoteRefused::NoSignatures);
        check("te\u{7}xt\n\n— a AAAAAAA=\n", NoteRefused::NotText);
        check("text\n\n— a AAAAAAA=\r\n", NoteRefused::NotText);
        for line in [
            "— a AAAA",
            "— a AAAAAA==",
            "- a AAAAAAA=",
            "—  AAAAAAA=",
            "— a+b AAAAAAA=",
            "— a  AAAAAAA=",
            "— a AAAAAAA",
        ] {
            check(&format!("text\n\n{line}\n"), NoteRefused::BadSignatureLine { line: 1 });
        }
        check(&format!("text\n\n{}", PETER_LINE.repeat(101)), NoteRefused::TooLarge);
    }

    #[test]
    fn a_key_whose_id_is_not_its_own_is_refused() {
        assert_eq!(NoteVerifier::parse(&PETER.replace("c74f20a3", "c74f20a4")), Err(NoteRefused::WrongKeyId));
        assert_eq!(NoteVerifier::parse(&PETER.replace("Peter", "Paul")), Err(NoteRefused::WrongKeyId));
        assert_eq!(NoteVerifier::parse(&PETER.replace("c74f20a3", "C74F20A3")), Err(NoteRefused::BadKey));
        assert_eq!(NoteVerifier::parse("PeterNeumann+c74f20a3"), Err(NoteRefused::BadKey));
        assert!(NoteKey::parse(PETER).is_err());
    }

    #[test]
    fn a_secret_key_is_not_printed() {
        let key = NoteKey::parse(PETER_SECRET).unwrap();
        assert!(!format!("{key:?}").contains("AYEKFALVFGy"));
        assert!(format!("{key:?}").contains("PeterNeumann"));
    }
}
