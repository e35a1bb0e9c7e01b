//! What goes into the log in place of content: a commitment that binds to it and tells nothing of it.
//!
//! The entry may be shown to anyone. Once salt and content are destroyed, the entry stays and the log stays
//! whole, but nobody can find out any more what was committed to.

use sha2::{Digest, Sha256};

/// First line of every entry made here; it keeps other uses of the same log apart.
pub const LEAF_DOMAIN: &[u8] = b"kiemdiem/leaf/v1\n";

/// First line of what is hashed into a commitment.
pub const COMMITMENT_DOMAIN: &[u8] = b"kiemdiem/commitment/v1\n";

/// Bytes in a salt.
pub const SALT_SIZE: usize = 32;

/// The entry for some bytes: `LEAF_DOMAIN ‖ SHA-256(COMMITMENT_DOMAIN ‖ salt ‖ bytes)`.
///
/// The salt has a fixed length, so that salt and bytes cannot be divided in another way. Take fresh random
/// bytes for each entry: with a known salt, short content can be guessed.
#[must_use]
pub fn commitment(salt: &[u8; SALT_SIZE], bytes: &[u8]) -> Vec<u8> {
    let digest =
        Sha256::new().chain_update(COMMITMENT_DOMAIN).chain_update(salt).chain_update(bytes).finalize();
    [LEAF_DOMAIN, digest.as_slice()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commitment_is_as_long_for_much_as_for_nothing_and_shows_neither() {
        let empty = commitment(&[1; 32], b"");
        let long = commitment(&[1; 32], &[b'x'; 10_000]);
        assert_eq!(empty.len(), LEAF_DOMAIN.len() + 32);
        assert_eq!(long.len(), empty.len());
        assert!(long.starts_with(LEAF_DOMAIN));
        assert!(!long.windows(4).any(|window| window == b"xxxx"));
    }

    #[test]
    fn a_commitment_depends_on_every_byte_of_salt_and_content() {
        let first = commitment(&[1; 32], b"content");
        let mut salt = [1; 32];
        salt[31] = 2;
        assert_ne!(commitment(&salt, b"content"), first);
        assert_ne!(commitment(&[1; 32], b"Content"), first);
        assert_eq!(commitment(&[1; 32], b"content"), first);
    }
}
