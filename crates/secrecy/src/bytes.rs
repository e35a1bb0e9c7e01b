//! Bytes as text that can be copied, and a reader that never looks beyond their end.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use crate::token::{MOST_ISSUERS, Purpose};

/// Letters, digits, `-` and `_`: goes through a form, an address and a file name.
pub fn to_text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The bytes of such a text; one text for the same bytes only.
pub fn from_text(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

/// Four bytes that notice what was cut off or mistyped, made for one kind of text. They protect nothing: signatures do.
pub(crate) fn check_of(kind: &[u8], body: &[u8]) -> [u8; 4] {
    let digest: [u8; 32] = Sha256::new().chain_update(kind).chain_update(body).finalize().into();
    let [a, b, c, d, ..] = digest;
    [a, b, c, d]
}

/// The text of a body, with what it begins with and its check.
pub(crate) fn sealed_text(mark: &str, kind: &[u8], mut body: Vec<u8>) -> String {
    let check = check_of(kind, &body);
    body.extend_from_slice(&check);
    format!("{mark}{}", to_text(&body))
}

/// The body of such a text, whose check holds.
pub(crate) fn body_of(mark: &str, kind: &[u8], text: &str) -> Option<Vec<u8>> {
    let mut bytes = from_text(text.strip_prefix(mark)?)?;
    let (body, check) = bytes.split_last_chunk::<4>()?;
    if check_of(kind, body) != *check {
        return None;
    }
    bytes.truncate(body.len());
    Some(bytes)
}

/// Reads parts of a known length from the front.
pub(crate) struct Parts<'b>(pub(crate) &'b [u8]);

impl<'b> Parts<'b> {
    pub(crate) fn take(&mut self, n: usize) -> Option<&'b [u8]> {
        let (part, rest) = self.0.split_at_checked(n)?;
        self.0 = rest;
        Some(part)
    }

    pub(crate) fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    /// A part whose length stands before it, in two bytes.
    pub(crate) fn measured(&mut self) -> Option<&'b [u8]> {
        let length = u16::from_be_bytes(self.array()?);
        self.take(usize::from(length))
    }

    /// What a token and a request under way begin with: what it is for, the holder's number, and how many issuers follow.
    pub(crate) fn head(&mut self) -> Option<(Purpose, [u8; 32], usize)> {
        let purpose = Purpose { campaign: self.array()?, target: self.array()? };
        let nonce = self.array()?;
        let [count] = self.array()?;
        let count = usize::from(count);
        (1..=MOST_ISSUERS).contains(&count).then_some((purpose, nonce, count))
    }

    pub(crate) fn is_at_end(&self) -> bool {
        self.0.is_empty()
    }
}
