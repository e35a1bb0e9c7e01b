//! Keys that sign notes and the public halves that check them, each with its one-line text.

use std::fmt;

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

use super::{NoteRefused, NoteSignature};
use crate::text::{base64, from_base64, is_key_name};

const SECRET_PREFIX: &str = "PRIVATE+KEY+";

/// What a key signs, which fixes the message under its signatures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyKind {
    /// Ed25519 over the text of a note: a log, a promise, a bundle.
    Note,
    /// Ed25519 over a time and a checkpoint (`tlog-cosignature` v1): a witness.
    Cosignature,
}

impl KeyKind {
    const fn byte(self) -> u8 {
        match self {
            Self::Note => 0x01,
            Self::Cosignature => 0x04,
        }
    }

    const fn from_byte(byte: u8) -> Result<Self, NoteRefused> {
        match byte {
            0x01 => Ok(Self::Note),
            0x04 => Ok(Self::Cosignature),
            other => Err(NoteRefused::UnknownKind(other)),
        }
    }
}

/// The name, kind and short id that a key has in public.
fn key_id(name: &str, kind: KeyKind, public: &VerifyingKey) -> u32 {
    let digest = Sha256::new()
        .chain_update(name)
        .chain_update([b'\n', kind.byte()])
        .chain_update(public.as_bytes())
        .finalize();
    let [a, b, c, d, ..]: [u8; 32] = digest.into();
    u32::from_be_bytes([a, b, c, d])
}

/// Takes `name+id+material` apart; the material begins with the byte of the kind.
fn split_key(text: &str) -> Result<(&str, u32, KeyKind, [u8; 32]), NoteRefused> {
    let mut parts = text.splitn(3, '+');
    let (Some(name), Some(id), Some(material)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(NoteRefused::BadKey);
    };
    if !is_key_name(name) {
        return Err(NoteRefused::BadKeyName(name.to_owned()));
    }
    let is_id = id.len() == 8 && id.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let id = is_id.then(|| u32::from_str_radix(id, 16).ok()).flatten().ok_or(NoteRefused::BadKey)?;
    let material = from_base64(material).ok_or(NoteRefused::BadKey)?;
    let (kind, bytes) = material.split_first().ok_or(NoteRefused::BadKey)?;
    let kind = KeyKind::from_byte(*kind)?;
    let bytes = bytes.try_into().map_err(|_| NoteRefused::BadKey)?;
    Ok((name, id, kind, bytes))
}

/// A secret key of either kind; the public types wrap it so that neither can sign for the other.
#[derive(Clone)]
pub struct SecretKey {
    signing: SigningKey,
    public: NoteVerifier,
}

impl SecretKey {
    pub(crate) fn from_seed(name: &str, kind: KeyKind, seed: &[u8; 32]) -> Result<Self, NoteRefused> {
        if !is_key_name(name) {
            return Err(NoteRefused::BadKeyName(name.to_owned()));
        }
        let signing = SigningKey::from_bytes(seed);
        let key = signing.verifying_key();
        let public = NoteVerifier { name: name.to_owned(), kind, id: key_id(name, kind, &key), key };
        Ok(Self { signing, public })
    }

    pub(crate) fn parse(text: &str, expected: KeyKind) -> Result<Self, NoteRefused> {
        let rest = text.trim_end_matches('\n').strip_prefix(SECRET_PREFIX).ok_or(NoteRefused::BadKey)?;
        let (name, id, kind, seed) = split_key(rest)?;
        if kind != expected {
            return Err(NoteRefused::UnknownKind(kind.byte()));
        }
        let key = Self::from_seed(name, kind, &seed)?;
        if key.public.id != id {
            return Err(NoteRefused::WrongKeyId);
        }
        Ok(key)
    }

    pub(crate) fn to_secret_text(&self) -> String {
        let material = [[self.public.kind.byte()].as_slice(), self.signing.as_bytes()].concat();
        format!("{SECRET_PREFIX}{}+{:08x}+{}", self.public.name, self.public.id, base64(&material))
    }

    pub(crate) const fn public(&self) -> &NoteVerifier {
        &self.public
    }

    /// Signs the message and puts `prefix` before the signature, as cosignatures do with their time.
    pub(crate) fn sign(&self, prefix: &[u8], message: &[u8]) -> NoteSignature {
        let signature = self.signing.sign(message).to_bytes();
        NoteSignature::new(self.public.name.clone(), self.public.id, [prefix, &signature].concat())
    }
}

/// A key that signs notes. It shows its name, never its secret.
#[derive(Clone)]
pub struct NoteKey(SecretKey);

impl NoteKey {
    /// Makes the key of a seed; the caller brings the 32 random bytes.
    ///
    /// # Errors
    ///
    /// Refuses a name with spaces or a plus sign.
    pub fn from_seed(name: &str, seed: &[u8; 32]) -> Result<Self, NoteRefused> {
        SecretKey::from_seed(name, KeyKind::Note, seed).map(Self)
    }

    /// Reads the text of a secret key: `PRIVATE+KEY+name+id+key`.
    ///
    /// # Errors
    ///
    /// Names the rule that the text breaks.
    pub fn parse(text: &str) -> Result<Self, NoteRefused> {
        SecretKey::parse(text, KeyKind::Note).map(Self)
    }

    /// The text to keep in a file that only the owner can read.
    #[must_use]
    pub fn to_secret_text(&self) -> String {
        self.0.to_secret_text()
    }

    /// The public half.
    #[must_use]
    pub const fn verifier(&self) -> &NoteVerifier {
        self.0.public()
    }

    /// Signs a text; [`super::Note::new`] says which texts can be.
    #[must_use]
    pub fn sign(&self, text: &str) -> NoteSignature {
        self.0.sign(&[], text.as_bytes())
    }
}

impl fmt::Debug for NoteKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NoteKey({})", self.verifier())
    }
}

/// The public half of a key; its text (a *vkey*) is `name+id+key`.
#[derive(Clone, PartialEq, Eq)]
pub struct NoteVerifier {
    name: String,
    kind: KeyKind,
    id: u32,
    key: VerifyingKey,
}

impl NoteVerifier {
    /// Reads the text of a public key.
    ///
    /// # Errors
    ///
    /// Names the rule that the text breaks.
    pub fn parse(text: &str) -> Result<Self, NoteRefused> {
        let (name, id, kind, bytes) = split_key(text)?;
        let key = VerifyingKey::from_bytes(&bytes).map_err(|_| NoteRefused::BadKey)?;
        if key_id(name, kind, &key) != id {
            return Err(NoteRefused::WrongKeyId);
        }
        Ok(Self { name: name.to_owned(), kind, id, key })
    }

    /// The name of the key.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What the key signs.
    #[must_use]
    pub const fn kind(&self) -> KeyKind {
        self.kind
    }

    /// The short id that signature lines carry.
    #[must_use]
    pub const fn id(&self) -> u32 {
        self.id
    }

    /// The bare public key, by which two names for one key are told to be one.
    #[must_use]
    pub fn public_key(&self) -> &[u8; 32] {
        self.key.as_bytes()
    }

    /// Checks one signature over a text and returns the time it carries, if its kind has one.
    pub(super) fn check(&self, text: &str, bytes: &[u8]) -> Result<Option<u64>, NoteRefused> {
        let is_true = match self.kind {
            KeyKind::Note => self.is_true(text.as_bytes(), bytes).then_some(None),
            KeyKind::Cosignature => self.cosigned_at(text, bytes).map(Some),
        };
        is_true.ok_or_else(|| NoteRefused::FalseSignature(self.name.clone()))
    }

    fn cosigned_at(&self, text: &str, bytes: &[u8]) -> Option<u64> {
        let (time, signature) = bytes.split_first_chunk::<8>()?;
        let time = u64::from_be_bytes(*time);
        let in_range = i64::try_from(time).is_ok();
        (in_range && self.is_true(cosigned_message(time, text).as_bytes(), signature)).then_some(time)
    }

    fn is_true(&self, message: &[u8], signature: &[u8]) -> bool {
        Signature::from_slice(signature)
            .is_ok_and(|signature| self.key.verify_strict(message, &signature).is_ok())
    }
}

/// The message under a v1 cosignature: a header, the time, and the whole text of the checkpoint.
pub fn cosigned_message(time: u64, checkpoint: &str) -> String {
    format!("cosignature/v1\ntime {time}\n{checkpoint}")
}

impl fmt::Display for NoteVerifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let material = [[self.kind.byte()].as_slice(), self.key.as_bytes()].concat();
        write!(f, "{}+{:08x}+{}", self.name, self.id, base64(&material))
    }
}

impl fmt::Debug for NoteVerifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NoteVerifier({self})")
    }
}

impl std::str::FromStr for NoteVerifier {
    type Err = NoteRefused;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}
