//! A sealed envelope: words for one desk, in one of four lengths, so that the length says little.
//!
//! ECIES over P-256 (every browser has it), HKDF-SHA-256, AES-256-GCM. Layout: one byte for the form, the sender's
//! one-time point (65 bytes, uncompressed), the sealed filling. The filling is the length of the words (4 bytes, most
//! significant first), the words, and zeros up to the end; length 0 is a blank envelope. Key and nonce come from the
//! shared secret and both points, so no key is ever used twice; the purpose is authenticated with it.

use std::fmt;

use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit};
use hkdf::Hkdf;
use p256::elliptic_curve::sec1::ToSec1Point;
use p256::{PublicKey, SecretKey};
use rand_core::CryptoRng;
use sha2::Sha256;

use crate::bytes::{Parts, from_text, to_text};
use crate::error::{EnvelopeRefused, KeyRefused};
use crate::token::Purpose;

/// The lengths that envelopes have, in bytes.
pub const SIZES: [usize; 4] = [4 << 10, 16 << 10, 64 << 10, 256 << 10];

const FORM: u8 = 1;
const INFO: &[u8] = b"kiemdiem/envelope/v1\n";
const POINT: usize = 65;
const SEAL: usize = 16;
const COUNT: usize = 4;

/// How many bytes of words an envelope of this length holds.
#[must_use]
pub const fn room_in(size: usize) -> usize {
    size.saturating_sub(1 + POINT + SEAL + COUNT)
}

const LARGEST: usize = room_in(SIZES[SIZES.len() - 1]);

/// The public key of a desk: for it envelopes are sealed.
#[derive(Clone, PartialEq, Eq)]
pub struct DeskKey(PublicKey);

impl DeskKey {
    /// Reads a key (an uncompressed point).
    ///
    /// # Errors
    /// When the bytes are no point of the curve.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, KeyRefused> {
        if bytes.len() != POINT {
            return Err(KeyRefused::NoKey);
        }
        PublicKey::from_sec1_bytes(bytes).map(DeskKey).map_err(|_| KeyRefused::NoKey)
    }

    /// The key (an uncompressed point).
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.to_sec1_point(false).as_bytes().to_vec()
    }

    /// Reads a key from its text.
    ///
    /// # Errors
    /// As [`DeskKey::from_bytes`].
    pub fn parse(text: &str) -> Result<Self, KeyRefused> {
        Self::from_bytes(&from_text(text.trim()).ok_or(KeyRefused::NoKey)?)
    }
}

impl fmt::Display for DeskKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&to_text(&self.to_bytes()))
    }
}

impl fmt::Debug for DeskKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "DeskKey({self})")
    }
}

/// The secret key of a desk: it opens envelopes.
#[derive(Clone)]
pub struct DeskSecret(SecretKey);

impl DeskSecret {
    /// Makes a key of chance.
    #[must_use]
    pub fn generate(chance: &mut impl CryptoRng) -> Self {
        loop {
            let mut bytes = [0; 32];
            chance.fill_bytes(&mut bytes);
            // All but one in four thousand million fit; the others are thrown away.
            if let Ok(secret) = SecretKey::from_slice(&bytes) {
                return DeskSecret(secret);
            }
        }
    }

    /// Reads the secret key.
    ///
    /// # Errors
    /// When the bytes are none.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, KeyRefused> {
        if bytes.len() != 32 {
            return Err(KeyRefused::NoKey);
        }
        SecretKey::from_slice(bytes).map(DeskSecret).map_err(|_| KeyRefused::NoKey)
    }

    /// The secret key, for a file that only its owner reads.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.to_bytes().to_vec()
    }

    /// The public key.
    #[must_use]
    pub fn public(&self) -> DeskKey {
        DeskKey(self.0.public_key())
    }

    /// Opens an envelope that was sealed for this key and this purpose.
    ///
    /// # Errors
    /// When it is none, was changed, or was sealed for another key or purpose.
    pub fn open(&self, purpose: &Purpose, envelope: &[u8]) -> Result<Opened, EnvelopeRefused> {
        if !SIZES.contains(&envelope.len()) {
            return Err(EnvelopeRefused::Length { length: envelope.len() });
        }
        let mut parts = Parts(envelope);
        if parts.array() != Some([FORM]) {
            return Err(EnvelopeRefused::Form);
        }
        let point = parts.take(POINT).ok_or(EnvelopeRefused::Form)?;
        let sender = DeskKey::from_bytes(point).map_err(|_| EnvelopeRefused::Seal)?;
        let lock = Lock::of(&self.0, &sender.0, &sender, &self.public())?;
        let filling = lock.unseal(purpose, parts.0)?;
        Opened::of(&filling)
    }
}

impl fmt::Debug for DeskSecret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("DeskSecret(…)")
    }
}

/// What lay in an envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    /// Nothing: whoever has nothing to say sends one, so that sending says nothing.
    Blank,
    /// Words.
    Words(Vec<u8>),
}

impl Opened {
    fn of(filling: &[u8]) -> Result<Self, EnvelopeRefused> {
        let mut parts = Parts(filling);
        let length = parts.array().map(u32::from_be_bytes).ok_or(EnvelopeRefused::Filling)?;
        let length = usize::try_from(length).map_err(|_| EnvelopeRefused::Filling)?;
        let words = parts.take(length).ok_or(EnvelopeRefused::Filling)?;
        if parts.0.iter().any(|byte| *byte != 0) {
            return Err(EnvelopeRefused::Filling);
        }
        Ok(if words.is_empty() { Opened::Blank } else { Opened::Words(words.to_vec()) })
    }
}

/// Seals words into the smallest envelope that holds them.
///
/// # Errors
/// When the largest does not hold them.
pub fn seal(
    chance: &mut impl CryptoRng,
    desk: &DeskKey,
    purpose: &Purpose,
    words: &[u8],
) -> Result<Vec<u8>, EnvelopeRefused> {
    let size = SIZES.into_iter().find(|size| words.len() <= room_in(*size));
    let size = size.ok_or(EnvelopeRefused::TooLong { max: LARGEST })?;
    let length = u32::try_from(words.len()).map_err(|_| EnvelopeRefused::TooLong { max: LARGEST })?;
    let mut filling = vec![0; COUNT + room_in(size)];
    for (place, byte) in filling.iter_mut().zip(length.to_be_bytes().iter().chain(words)) {
        *place = *byte;
    }
    let sender = DeskSecret::generate(chance);
    let point = sender.public();
    let lock = Lock::of(&sender.0, &desk.0, &point, desk)?;
    Ok([&[FORM][..], &point.to_bytes(), &lock.seal(purpose, &filling)?].concat())
}

/// Seals nothing, into the smallest envelope.
///
/// # Errors
/// Never in practice; the shape is that of [`seal`].
pub fn seal_blank(
    chance: &mut impl CryptoRng,
    desk: &DeskKey,
    purpose: &Purpose,
) -> Result<Vec<u8>, EnvelopeRefused> {
    seal(chance, desk, purpose, &[])
}

/// The key and nonce of one envelope.
struct Lock {
    key: [u8; 32],
    nonce: [u8; 12],
}

impl Lock {
    fn of(
        ours: &SecretKey,
        theirs: &PublicKey,
        sender: &DeskKey,
        desk: &DeskKey,
    ) -> Result<Self, EnvelopeRefused> {
        let shared = p256::ecdh::diffie_hellman(ours.to_nonzero_scalar(), theirs.as_affine());
        let info = [INFO, &sender.to_bytes(), &desk.to_bytes()].concat();
        let mut bytes = [0; 44];
        let derived =
            Hkdf::<Sha256>::new(None, shared.raw_secret_bytes().as_slice()).expand(&info, &mut bytes);
        derived.map_err(|_| EnvelopeRefused::Seal)?;
        let mut parts = Parts(&bytes);
        let (Some(key), Some(nonce)) = (parts.array(), parts.array()) else {
            return Err(EnvelopeRefused::Seal);
        };
        Ok(Lock { key, nonce })
    }

    fn cipher(&self) -> Aes256Gcm {
        Aes256Gcm::new(&self.key.into())
    }

    fn seal(&self, purpose: &Purpose, filling: &[u8]) -> Result<Vec<u8>, EnvelopeRefused> {
        let aad = bound(purpose);
        let payload = Payload { msg: filling, aad: &aad };
        self.cipher().encrypt(&self.nonce.into(), payload).map_err(|_| EnvelopeRefused::Seal)
    }

    fn unseal(&self, purpose: &Purpose, sealed: &[u8]) -> Result<Vec<u8>, EnvelopeRefused> {
        let aad = bound(purpose);
        let payload = Payload { msg: sealed, aad: &aad };
        self.cipher().decrypt(&self.nonce.into(), payload).map_err(|_| EnvelopeRefused::Seal)
    }
}

fn bound(purpose: &Purpose) -> Vec<u8> {
    [&[FORM][..], &purpose.campaign, &purpose.target].concat()
}
