//! An issuer: it signs blinded requests and cannot recognise what it signed.

use std::fmt;

use rand_core::CryptoRng;
use rsa::pkcs8::{DecodePrivateKey, DecodePublicKey, EncodePrivateKey, EncodePublicKey};
use rsa::pss::{Signature, VerifyingKey};
use rsa::signature::Verifier;
use rsa::traits::PublicKeyParts;
use rsa::{PrivateKey, PublicKey};
use sha2::{Digest, Sha256, Sha384};

use crate::blind::{PREFIX, bytes, number};
use crate::bytes::{from_text, to_text};
use crate::error::{KeyRefused, TokenRefused};

/// How strong a key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    /// 2048 bits: for a campaign.
    Usual,
    /// 3072 bits: where what was signed is kept for more than five years.
    Long,
}

impl Strength {
    fn bits(self) -> usize {
        match self {
            Strength::Usual => 2048,
            Strength::Long => 3072,
        }
    }
}

/// A blinded request: chance to whoever sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blinded(pub Vec<u8>);

/// An issuer's answer, of use only to whoever blinded the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlindSignature(pub Vec<u8>);

macro_rules! as_text {
    ($($name:ident),+) => {$(
        impl $name {
            /// Reads it from its text.
            ///
            /// # Errors
            /// When the text is none.
            pub fn parse(text: &str) -> Result<Self, TokenRefused> {
                from_text(text.trim()).map($name).ok_or(TokenRefused::Blinded)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&to_text(&self.0))
            }
        }
    )+};
}
as_text!(Blinded, BlindSignature);

/// Who signs requests.
#[derive(Clone)]
pub struct Issuer(PrivateKey);

impl Issuer {
    /// Makes a key of chance. It takes a second or so.
    ///
    /// # Errors
    /// When the machine cannot make one.
    pub fn generate(chance: &mut impl CryptoRng, strength: Strength) -> Result<Self, KeyRefused> {
        PrivateKey::new(chance, strength.bits()).map(Issuer).map_err(|_| KeyRefused::NotMade)
    }

    #[cfg(test)]
    pub(crate) fn of(key: PrivateKey) -> Self {
        Issuer(key)
    }

    /// Reads the secret key (PKCS #8).
    ///
    /// # Errors
    /// When it is none, or not of a strength that is used.
    pub fn from_der(der: &[u8]) -> Result<Self, KeyRefused> {
        let mut key = PrivateKey::from_pkcs8_der(der).map_err(|_| KeyRefused::NoKey)?;
        key.validate().and_then(|()| key.precompute()).map_err(|_| KeyRefused::NoKey)?;
        IssuerKey::checked(key.to_public_key())?;
        Ok(Issuer(key))
    }

    /// The secret key (PKCS #8), for a file that only its owner reads.
    ///
    /// # Errors
    /// When it cannot be written down.
    pub fn to_der(&self) -> Result<Vec<u8>, KeyRefused> {
        self.0.to_pkcs8_der().map(|der| der.as_bytes().to_vec()).map_err(|_| KeyRefused::NoKey)
    }

    /// The public key.
    #[must_use]
    pub fn public(&self) -> IssuerKey {
        IssuerKey(self.0.to_public_key())
    }

    /// Signs a request. The same request always gets the same answer; chance only hides how long it takes.
    ///
    /// # Errors
    /// When the request does not fit the key.
    pub fn sign(
        &self,
        chance: &mut impl CryptoRng,
        blinded: &Blinded,
    ) -> Result<BlindSignature, TokenRefused> {
        if blinded.0.len() != self.0.size() {
            return Err(TokenRefused::Blinded);
        }
        let request = number(&self.0, &blinded.0)?;
        let signed = rsa::hazmat::rsa_decrypt_and_check(&self.0, Some(chance), &request);
        signed.map(|signed| BlindSignature(bytes(&signed, self.0.size()))).map_err(|_| TokenRefused::Blinded)
    }
}

impl fmt::Debug for Issuer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Issuer(…)")
    }
}

/// An issuer's public key.
#[derive(Clone, PartialEq, Eq)]
pub struct IssuerKey(pub(crate) PublicKey);

impl IssuerKey {
    fn checked(key: PublicKey) -> Result<Self, KeyRefused> {
        let exponent = key.e_bytes();
        let is_usual = exponent.iter().skip_while(|byte| **byte == 0).eq([1, 0, 1].iter());
        let top = key.n_bytes().first().copied().unwrap_or_default();
        if !is_usual || ![256, 384, 512].contains(&key.size()) || top < 0x80 {
            return Err(KeyRefused::Strength);
        }
        Ok(IssuerKey(key))
    }

    /// Reads a key (SubjectPublicKeyInfo).
    ///
    /// # Errors
    /// When it is none, or not of a strength that is used.
    pub fn from_der(der: &[u8]) -> Result<Self, KeyRefused> {
        let key = Self::checked(PublicKey::from_public_key_der(der).map_err(|_| KeyRefused::NoKey)?)?;
        // One key is written in one way only.
        if key.to_der()? == der { Ok(key) } else { Err(KeyRefused::NoKey) }
    }

    /// The key (SubjectPublicKeyInfo), as browsers read it.
    ///
    /// # Errors
    /// When it cannot be written down.
    pub fn to_der(&self) -> Result<Vec<u8>, KeyRefused> {
        self.0.to_public_key_der().map(rsa::pkcs8::Document::into_vec).map_err(|_| KeyRefused::NoKey)
    }

    /// Reads a key from its text.
    ///
    /// # Errors
    /// As [`IssuerKey::from_der`].
    pub fn parse(text: &str) -> Result<Self, KeyRefused> {
        Self::from_der(&from_text(text.trim()).ok_or(KeyRefused::NoKey)?)
    }

    /// The key as text.
    ///
    /// # Errors
    /// When it cannot be written down.
    pub fn to_text(&self) -> Result<String, KeyRefused> {
        self.to_der().map(|der| to_text(&der))
    }

    /// The name of the key: its digest.
    ///
    /// # Errors
    /// When it cannot be written down.
    pub fn id(&self) -> Result<[u8; 32], KeyRefused> {
        self.to_der().map(|der| Sha256::digest(der).into())
    }

    /// Checks a signature over the message behind its chance.
    ///
    /// # Errors
    /// When it is not this issuer's.
    pub fn verify(
        &self,
        signature: &[u8],
        prefix: &[u8; PREFIX],
        message: &[u8],
    ) -> Result<(), TokenRefused> {
        if signature.len() != self.0.size() {
            return Err(TokenRefused::Signature);
        }
        let signature = Signature::try_from(signature).map_err(|_| TokenRefused::Signature)?;
        // The salt is as long as the hash.
        let key = VerifyingKey::<Sha384>::new(self.0.clone());
        key.verify(&[&prefix[..], message].concat(), &signature).map_err(|_| TokenRefused::Signature)
    }
}

impl fmt::Debug for IssuerKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "IssuerKey({})", self.to_text().unwrap_or_default())
    }
}
