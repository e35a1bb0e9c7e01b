//! The steps of RFC 9474 that a holder takes: encode (EMSA-PSS), blind, unblind.
//!
//! The arithmetic is that of `crypto-bigint`, the key operations are those of `rsa`; what is written here is only how
//! the RFC puts them together. The official vectors below check each step.

use crypto_bigint::modular::BoxedMontyForm;
use crypto_bigint::{BoxedUint, NonZero, RandomMod};
use rand_core::CryptoRng;
use rsa::PublicKey;
use rsa::traits::PublicKeyParts;
use sha2::{Digest, Sha384};

use crate::error::TokenRefused;

/// How much chance stands before the message.
pub(crate) const PREFIX: usize = 32;
/// The length of the salt, and of SHA-384.
const SALT: usize = 48;

/// A blinded message, and what its holder keeps.
pub(crate) struct Blinding {
    pub(crate) prefix: [u8; PREFIX],
    pub(crate) blinded: Vec<u8>,
    pub(crate) inverse: BoxedUint,
}

/// All the chance that one blinding needs.
struct Chance {
    prefix: [u8; PREFIX],
    salt: [u8; SALT],
    factor: BoxedUint,
    inverse: BoxedUint,
}

impl Chance {
    fn throw(chance: &mut impl CryptoRng, n: &NonZero<BoxedUint>) -> Self {
        let (mut prefix, mut salt) = ([0; PREFIX], [0; SALT]);
        chance.fill_bytes(&mut prefix);
        chance.fill_bytes(&mut salt);
        loop {
            let factor = BoxedUint::random_mod_vartime(chance, n);
            // Zero and what shares a factor with the modulus have no inverse; neither is ever met.
            if let Some(inverse) = Option::from(factor.invert_mod(n)) {
                return Chance { prefix, salt, factor, inverse };
            }
        }
    }
}

/// Puts chance before the message and blinds it for a key.
pub(crate) fn blind(
    chance: &mut impl CryptoRng,
    key: &PublicKey,
    message: &[u8],
) -> Result<Blinding, TokenRefused> {
    blind_with(Chance::throw(chance, key.n()), key, message)
}

fn blind_with(chance: Chance, key: &PublicKey, message: &[u8]) -> Result<Blinding, TokenRefused> {
    let encoded = encode(&[&chance.prefix[..], message].concat(), &chance.salt, key.size());
    let encoded = number(key, &encoded)?;
    if bool::from(encoded.invert_mod(key.n()).is_none()) {
        return Err(TokenRefused::Blinded);
    }
    let power = BoxedMontyForm::new(chance.factor, key.n_params()).pow(key.e()).retrieve();
    let blinded = bytes(&encoded.mul_mod(&power, key.n()), key.size());
    Ok(Blinding { prefix: chance.prefix, blinded, inverse: chance.inverse })
}

/// Takes the blinding off an issuer's answer. Whether it is the issuer's is still to be checked.
pub(crate) fn unblind(key: &PublicKey, blinding: &Blinding, answer: &[u8]) -> Result<Vec<u8>, TokenRefused> {
    if answer.len() != key.size() {
        return Err(TokenRefused::Signature);
    }
    let answer = number(key, answer).map_err(|_| TokenRefused::Signature)?;
    Ok(bytes(&answer.mul_mod(&blinding.inverse, key.n()), key.size()))
}

/// A number below the modulus, of the modulus' width.
pub(crate) fn number(key: &impl PublicKeyParts, bytes: &[u8]) -> Result<BoxedUint, TokenRefused> {
    let number =
        BoxedUint::from_be_slice(bytes, key.n_bits_precision()).map_err(|_| TokenRefused::Blinded)?;
    if number < *key.n().as_ref() { Ok(number) } else { Err(TokenRefused::Blinded) }
}

/// The lowest `size` bytes, most significant first.
pub(crate) fn bytes(number: &BoxedUint, size: usize) -> Vec<u8> {
    let bytes = number.to_be_bytes();
    bytes.get(bytes.len().saturating_sub(size)..).unwrap_or_default().to_vec()
}

/// EMSA-PSS (RFC 8017, 9.1.1) with SHA-384 and a salt of 48 bytes, for a modulus whose top bit is set.
fn encode(message: &[u8], salt: &[u8; SALT], size: usize) -> Vec<u8> {
    let hash = Sha384::new().chain_update([0; 8]).chain_update(Sha384::digest(message)).chain_update(salt);
    let hash = hash.finalize();
    // Zeros, a one and the salt, under a mask made of the hash.
    let mut block = vec![0; size.saturating_sub(2 * SALT + 2)];
    block.push(1);
    block.extend_from_slice(salt);
    for (count, part) in (0_u32..).zip(block.chunks_mut(SALT)) {
        let mask = Sha384::new().chain_update(hash).chain_update(count.to_be_bytes()).finalize();
        part.iter_mut().zip(mask).for_each(|(byte, mask)| *byte ^= mask);
    }
    if let Some(first) = block.first_mut() {
        *first &= 0x7F;
    }
    [&block[..], &hash, &[0xBC]].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::issuer::{BlindSignature, Blinded, Issuer};
    use rand::SeedableRng;
    use serde_json::Value;

    /// RFC 9474, appendix A.1: RSABSSA-SHA384-PSS-Randomized.
    fn vector() -> Value {
        serde_json::from_str(include_str!("../tests/rfc9474.json")).unwrap()
    }

    fn given(vector: &Value, name: &str) -> Vec<u8> {
        hex::decode(vector[name].as_str().unwrap()).unwrap()
    }

    fn issuer(vector: &Value) -> Issuer {
        let number = |name: &str| {
            let bytes = given(vector, name);
            BoxedUint::from_be_slice(&bytes, u32::try_from(bytes.len() * 8).unwrap()).unwrap()
        };
        let e = BoxedUint::from(65_537_u64);
        let primes = vec![number("p"), number("q")];
        Issuer::of(rsa::PrivateKey::from_components(number("n"), e, number("d"), primes).unwrap())
    }

    #[test]
    fn each_step_gives_what_the_rfc_gives() {
        let vector = vector();
        let issuer = issuer(&vector);
        let key = issuer.public();
        let (message, salt) = (given(&vector, "msg"), given(&vector, "salt").try_into().unwrap());
        let prefix: [u8; PREFIX] = given(&vector, "msg_prefix").try_into().unwrap();
        let prepared = [&prefix[..], &message].concat();
        assert_eq!(prepared, given(&vector, "prepared_msg"));
        assert_eq!(encode(&prepared, &salt, 512), given(&vector, "encoded_msg"));
        let inverse = number(&key.0, &given(&vector, "inv")).unwrap();
        let factor = Option::from(inverse.invert_mod(key.0.n())).unwrap();
        let blinding = blind_with(Chance { prefix, salt, factor, inverse }, &key.0, &message).unwrap();
        assert_eq!(blinding.blinded, given(&vector, "blinded_msg"));
        let mut chance = rand::rngs::StdRng::seed_from_u64(1);
        let BlindSignature(answer) = issuer.sign(&mut chance, &Blinded(blinding.blinded.clone())).unwrap();
        assert_eq!(answer, given(&vector, "blind_sig"));
        let signature = unblind(&key.0, &blinding, &answer).unwrap();
        assert_eq!(signature, given(&vector, "sig"));
        key.verify(&signature, &prefix, &message).unwrap();
    }
}
