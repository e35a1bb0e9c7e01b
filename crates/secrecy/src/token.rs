//! A token: what a holder shows, what it was made for, and the mark that it leaves so that it is used only once.

use std::fmt;

use sha2::{Digest, Sha256};

use crate::blind::PREFIX;
use crate::bytes::{Parts, body_of, sealed_text, to_text};
use crate::error::TokenRefused;
use crate::issuer::IssuerKey;

const MESSAGE: &[u8] = b"kiemdiem/comment-token/v1\n";
const NULLIFIER: &[u8] = b"kiemdiem/null/v1\n";
const CHECK: &[u8] = b"kiemdiem/token-check/v1\n";
/// What the text of a token begins with.
const MARK: &str = "kd1.";

/// One issuer, or two that would have to collude.
pub(crate) const MOST_ISSUERS: usize = 2;

/// What a token is good for, and nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Purpose {
    /// The campaign.
    pub campaign: [u8; 16],
    /// The target within it.
    pub target: [u8; 16],
}

/// What issuers sign unseen: bound to the campaign, the target and a number that only the holder knows.
#[must_use]
pub fn token_message(purpose: &Purpose, nonce: &[u8; 32]) -> Vec<u8> {
    [MESSAGE, &purpose.campaign, &purpose.target, nonce].concat()
}

/// The mark that a used token leaves. It says nothing of who used it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Nullifier([u8; 32]);

impl Nullifier {
    /// The mark of the token with this number.
    #[must_use]
    pub fn of(purpose: &Purpose, nonce: &[u8; 32]) -> Self {
        let digest = Sha256::new()
            .chain_update(NULLIFIER)
            .chain_update(purpose.campaign)
            .chain_update(purpose.target)
            .chain_update(nonce);
        Nullifier(digest.finalize().into())
    }

    /// Its bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Nullifier {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&to_text(&self.0))
    }
}

impl fmt::Debug for Nullifier {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Nullifier({self})")
    }
}

/// One issuer's signature, with the chance that was put before the message.
#[derive(Clone, PartialEq, Eq)]
pub struct Signed {
    /// The chance before the message.
    pub prefix: [u8; PREFIX],
    /// The signature.
    pub signature: Vec<u8>,
}

/// A token, as its holder keeps it.
#[derive(Clone, PartialEq, Eq)]
pub struct Token {
    /// What it is good for.
    pub purpose: Purpose,
    /// The number that only its holder knew until it is shown.
    pub nonce: [u8; 32],
    /// One signature of each issuer, in the order of their keys.
    pub signed: Vec<Signed>,
}

impl Token {
    /// Checks that every issuer signed this token for this purpose, and says which mark it leaves.
    ///
    /// # Errors
    /// Another purpose, another number of issuers, a signature that does not hold.
    pub fn verify(&self, purpose: &Purpose, issuers: &[IssuerKey]) -> Result<Nullifier, TokenRefused> {
        if self.purpose != *purpose {
            return Err(TokenRefused::OtherPurpose);
        }
        if issuers.is_empty() || self.signed.len() != issuers.len() {
            return Err(TokenRefused::Issuers);
        }
        let message = token_message(purpose, &self.nonce);
        for (issuer, signed) in issuers.iter().zip(&self.signed) {
            issuer.verify(&signed.signature, &signed.prefix, &message)?;
        }
        Ok(Nullifier::of(purpose, &self.nonce))
    }

    /// Reads a token from its text.
    ///
    /// # Errors
    /// [`TokenRefused::NoToken`] for anything else than the text of a whole token.
    pub fn parse(text: &str) -> Result<Self, TokenRefused> {
        let body = body_of(MARK, CHECK, text.trim()).ok_or(TokenRefused::NoToken)?;
        Self::read(Parts(&body)).ok_or(TokenRefused::NoToken)
    }

    fn read(mut parts: Parts<'_>) -> Option<Self> {
        let (purpose, nonce, count) = parts.head()?;
        let signed = (0..count).map(|_| {
            let prefix = parts.array()?;
            Some(Signed { prefix, signature: parts.measured()?.to_vec() })
        });
        let signed = signed.collect::<Option<Vec<_>>>()?;
        parts.is_at_end().then_some(Token { purpose, nonce, signed })
    }

    fn body(&self) -> Vec<u8> {
        let mut body = [&self.purpose.campaign[..], &self.purpose.target, &self.nonce].concat();
        body.push(u8::try_from(self.signed.len()).unwrap_or(u8::MAX));
        for signed in &self.signed {
            body.extend_from_slice(&signed.prefix);
            let length = u16::try_from(signed.signature.len()).unwrap_or(u16::MAX);
            body.extend_from_slice(&length.to_be_bytes());
            body.extend_from_slice(&signed.signature);
        }
        body
    }
}

impl fmt::Display for Token {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&sealed_text(MARK, CHECK, self.body()))
    }
}

impl fmt::Debug for Token {
    /// Who holds the token speaks: it is not written into logs.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Token(…)")
    }
}

impl fmt::Debug for Signed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Signed(…)")
    }
}
