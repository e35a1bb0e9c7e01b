//! A holder on the way to a token: makes a number, blinds it for each issuer, and unblinds the answers.

use rand_core::CryptoRng;

use crate::blind::{Blinding, blind, unblind};
use crate::error::TokenRefused;
use crate::issuer::{BlindSignature, Blinded, IssuerKey};
use crate::token::{Purpose, Signed, Token, token_message};

/// A request under way: what only its holder knows.
pub struct Request {
    pub(crate) purpose: Purpose,
    pub(crate) nonce: [u8; 32],
    pub(crate) issuers: Vec<(IssuerKey, Blinding)>,
}

impl Request {
    /// Makes a request to each issuer.
    ///
    /// # Errors
    /// When a key cannot be used.
    pub fn new(
        chance: &mut impl CryptoRng,
        purpose: Purpose,
        issuers: &[IssuerKey],
    ) -> Result<Self, TokenRefused> {
        let mut nonce = [0; 32];
        chance.fill_bytes(&mut nonce);
        let message = token_message(&purpose, &nonce);
        let mut each = |issuer: &IssuerKey| Ok((issuer.clone(), blind(chance, &issuer.0, &message)?));
        let issuers = issuers.iter().map(&mut each).collect::<Result<Vec<_>, TokenRefused>>()?;
        if issuers.is_empty() {
            return Err(TokenRefused::Issuers);
        }
        Ok(Request { purpose, nonce, issuers })
    }

    /// What is sent to each issuer, in their order.
    #[must_use]
    pub fn blinded(&self) -> Vec<Blinded> {
        self.issuers.iter().map(|(_, blinding)| Blinded(blinding.blinded.clone())).collect()
    }

    /// Makes the token of the issuers' answers.
    ///
    /// # Errors
    /// When an answer is missing or is not the issuer's.
    pub fn finish(self, answers: &[BlindSignature]) -> Result<Token, TokenRefused> {
        if answers.len() != self.issuers.len() {
            return Err(TokenRefused::Issuers);
        }
        let message = token_message(&self.purpose, &self.nonce);
        let mut signed = Vec::with_capacity(answers.len());
        for ((issuer, blinding), answer) in self.issuers.iter().zip(answers) {
            let signature = unblind(&issuer.0, blinding, &answer.0)?;
            issuer.verify(&signature, &blinding.prefix, &message)?;
            signed.push(Signed { prefix: blinding.prefix, signature });
        }
        Ok(Token { purpose: self.purpose, nonce: self.nonce, signed })
    }
}

impl std::fmt::Debug for Request {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Request(…)")
    }
}
