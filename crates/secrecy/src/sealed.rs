//! A sealed envelope with its ticket as text, to be carried to the page that takes it: what was cut off or changed on the
//! way is noticed there, and not only when the envelope is opened.

use std::fmt;

use sha2::{Digest, Sha256};

use crate::bytes::{from_text, to_text};
use crate::envelope::SIZES;
use crate::token::Token;

/// What the text of the envelope begins with.
const MARK: &str = "ke1.";
const CHECK: &[u8] = b"kiemdiem/envelope-check/v1\n";

/// Why the text of a sealed envelope with its ticket is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealedRefused {
    /// There is no such text.
    #[error("this is no sealed envelope: it has no text of a ticket and an envelope")]
    NoEnvelope,
    /// The ticket in it was cut off or changed.
    #[error("the ticket beside the envelope was cut off or changed")]
    Token,
    /// The envelope was cut off or changed on its way.
    #[error("the envelope was cut off or changed on its way")]
    Envelope,
}

/// An envelope and the ticket with which it is sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed {
    /// The ticket.
    pub token: Token,
    /// The envelope.
    pub envelope: Vec<u8>,
}

impl Sealed {
    /// Reads both from their text; line breaks that a program put in between do not matter.
    ///
    /// # Errors
    /// Which of them was cut off or changed.
    pub fn parse(text: &str) -> Result<Self, SealedRefused> {
        let lines = text.lines().map(str::trim).filter(|line| !line.starts_with('#'));
        let whole: String = lines.flat_map(str::split_whitespace).collect();
        let (token, envelope) = whole.split_once(MARK).ok_or(SealedRefused::NoEnvelope)?;
        let token = Token::parse(token).map_err(|_| SealedRefused::Token)?;
        let bytes = from_text(envelope).ok_or(SealedRefused::Envelope)?;
        let (envelope, check) = bytes.split_last_chunk::<4>().ok_or(SealedRefused::Envelope)?;
        if !SIZES.contains(&envelope.len()) || check_of(envelope) != *check {
            return Err(SealedRefused::Envelope);
        }
        Ok(Sealed { token, envelope: envelope.to_vec() })
    }
}

impl fmt::Display for Sealed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = [&self.envelope[..], &check_of(&self.envelope)].concat();
        write!(formatter, "{}\n{MARK}{}", self.token, to_text(&whole))
    }
}

impl fmt::Debug for Sealed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Sealed(…)")
    }
}

fn check_of(envelope: &[u8]) -> [u8; 4] {
    let digest: [u8; 32] = Sha256::new().chain_update(CHECK).chain_update(envelope).finalize().into();
    let [a, b, c, d, ..] = digest;
    [a, b, c, d]
}
