//! The 32-byte hash and the three ways the tree makes one (RFC 6962, section 2.1).
//!
//! Leaves and inner nodes are hashed with different first bytes, so that no leaf can pass for a node.

use std::fmt;
use std::str::FromStr;

use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::{Digest, Sha256};

/// Bytes in a hash.
pub const HASH_SIZE: usize = 32;

/// A SHA-256 hash; shown and serialised as lower-case hex.
///
/// It is moved in two halves, aligned, so that reading the next one need not wait until this one is written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(align(16))]
pub struct Hash(pub [u8; HASH_SIZE]);

/// Why a text is not a hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HashRefused {
    /// The text is not 64 lower-case or upper-case hex digits.
    #[error("a hash in hex has exactly 64 hex digits")]
    NotHex,
    /// The text is not the one base64 text of 32 bytes.
    #[error("a hash in base64 has exactly 44 characters of standard base64")]
    NotBase64,
    /// The bytes are not 32.
    #[error("a hash has exactly 32 bytes")]
    NotThirtyTwoBytes,
}

impl Hash {
    /// The bytes of the hash.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; HASH_SIZE] {
        &self.0
    }

    /// The hash as 64 hex digits.
    #[must_use]
    pub fn to_hex(&self) -> String {
        hex::encode(self.0)
    }

    /// The hash as it stands in checkpoints and proofs: 44 characters of standard base64.
    #[must_use]
    pub fn to_base64(&self) -> String {
        STANDARD.encode(self.0)
    }

    /// Reads 64 hex digits.
    ///
    /// # Errors
    ///
    /// Refuses any other text.
    pub fn from_hex(text: &str) -> Result<Self, HashRefused> {
        let mut bytes = [0; HASH_SIZE];
        hex::decode_to_slice(text, &mut bytes).map_err(|_| HashRefused::NotHex)?;
        Ok(Self(bytes))
    }

    /// Reads standard base64 and accepts one spelling only, so that a text and its hash are one to one.
    ///
    /// # Errors
    ///
    /// Refuses any other text.
    pub fn from_base64(text: &str) -> Result<Self, HashRefused> {
        let bytes = STANDARD.decode(text).map_err(|_| HashRefused::NotBase64)?;
        Self::try_from(bytes.as_slice()).map_err(|_| HashRefused::NotBase64)
    }
}

impl TryFrom<&[u8]> for Hash {
    type Error = HashRefused;

    fn try_from(bytes: &[u8]) -> Result<Self, Self::Error> {
        bytes.try_into().map(Self).map_err(|_| HashRefused::NotThirtyTwoBytes)
    }
}

impl AsRef<[u8]> for Hash {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_hex())
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({})", self.to_hex())
    }
}

impl FromStr for Hash {
    type Err = HashRefused;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::from_hex(text)
    }
}

impl Serialize for Hash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_hex())
    }
}

impl<'de> Deserialize<'de> for Hash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::from_hex(&text).map_err(de::Error::custom)
    }
}

/// The hash of an entry: `SHA-256(0x00 ‖ entry)`.
#[must_use]
pub fn leaf_hash(entry: &[u8]) -> Hash {
    Hash(Sha256::new().chain_update([0x00]).chain_update(entry).finalize().into())
}

/// The hash of an inner node: `SHA-256(0x01 ‖ left ‖ right)`.
#[must_use]
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    let mut block = [0x01; 1 + 2 * HASH_SIZE];
    let (_, children) = block.split_at_mut(1);
    let (left_half, right_half) = children.split_at_mut(HASH_SIZE);
    left_half.copy_from_slice(&left.0);
    right_half.copy_from_slice(&right.0);
    Hash(Sha256::digest(block).into())
}

/// The root of a tree without entries: the hash of nothing.
#[must_use]
pub fn empty_root() -> Hash {
    Hash(Sha256::digest([]).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_tree_and_an_empty_entry_have_the_hashes_of_rfc_6962() {
        assert_eq!(empty_root().to_hex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assert_eq!(
            leaf_hash(b"").to_hex(),
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
        );
    }

    #[test]
    fn a_hash_survives_every_spelling() {
        let hash = leaf_hash(b"x");
        assert_eq!(Hash::from_hex(&hash.to_hex()), Ok(hash));
        assert_eq!(Hash::from_base64(&hash.to_base64()), Ok(hash));
        let json = serde_json::to_string(&hash).unwrap();
        assert_eq!(json, format!("\"{}\"", hash.to_hex()));
        assert_eq!(serde_json::from_str::<Hash>(&json).unwrap(), hash);
    }

    #[test]
    fn a_hash_has_one_base64_spelling_only() {
        let text = leaf_hash(b"x").to_base64();
        let bare = text.trim_end_matches('=');
        assert_eq!(Hash::from_base64(bare), Err(HashRefused::NotBase64));
        // The last character before the padding carries two bits that must be zero.
        let last = bare.chars().last().unwrap();
        let stray = char::from(last as u8 + 1);
        let altered = format!("{}{stray}=", &bare[..bare.len() - 1]);
        assert_eq!(Hash::from_base64(&altered), Err(HashRefused::NotBase64));
        assert_eq!(Hash::from_base64(&format!("{text}\n")), Err(HashRefused::NotBase64));
    }
}
