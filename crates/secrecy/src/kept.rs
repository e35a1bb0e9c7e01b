//! A request under way as text: what its holder keeps to themselves until the answers are there.

use crate::blind::{Blinding, PREFIX, bytes, number};
use crate::bytes::{Parts, body_of, sealed_text};
use crate::holder::Request;
use crate::issuer::IssuerKey;
use crate::token::Purpose;

/// What the text begins with.
const MARK: &str = "kdk1.";
const CHECK: &[u8] = b"kiemdiem/kept-check/v1\n";

/// The text is no kept request: cut off, mistyped, or of another form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no kept request: it was cut off or changed")]
pub struct KeptRefused;

impl Request {
    /// The request as text. Whoever has it, and the answers, has the token: it is kept as a ticket is kept.
    ///
    /// # Errors
    /// When a key cannot be written down.
    pub fn to_kept(&self) -> Result<String, KeptRefused> {
        let mut body = [&self.purpose.campaign[..], &self.purpose.target, &self.nonce].concat();
        body.push(u8::try_from(self.issuers.len()).map_err(|_| KeptRefused)?);
        for (issuer, blinding) in &self.issuers {
            let size = blinding.blinded.len();
            let inverse = bytes(&blinding.inverse, size);
            let der = issuer.to_der().map_err(|_| KeptRefused)?;
            for part in [&der[..], &blinding.prefix, &inverse, &blinding.blinded] {
                let length = u16::try_from(part.len()).map_err(|_| KeptRefused)?;
                body.extend_from_slice(&length.to_be_bytes());
                body.extend_from_slice(part);
            }
        }
        Ok(sealed_text(MARK, CHECK, body))
    }

    /// Reads a kept request; lines that begin with `#` are for people and left out.
    ///
    /// # Errors
    /// [`KeptRefused`] for anything else than the text of a whole request.
    pub fn from_kept(text: &str) -> Result<Self, KeptRefused> {
        let lines = text.lines().map(str::trim).filter(|line| !line.starts_with('#'));
        let whole: String = lines.flat_map(str::split_whitespace).collect();
        let body = body_of(MARK, CHECK, &whole).ok_or(KeptRefused)?;
        read(Parts(&body)).ok_or(KeptRefused)
    }

    /// What the token is going to be good for.
    #[must_use]
    pub fn purpose(&self) -> &Purpose {
        &self.purpose
    }

    /// The issuers that were asked, in their order.
    pub fn issuers(&self) -> impl Iterator<Item = &IssuerKey> {
        self.issuers.iter().map(|(issuer, _)| issuer)
    }
}

fn read(mut parts: Parts<'_>) -> Option<Request> {
    let (purpose, nonce, count) = parts.head()?;
    let issuers = (0..count).map(|_| asked(&mut parts)).collect::<Option<Vec<_>>>()?;
    parts.is_at_end().then_some(Request { purpose, nonce, issuers })
}

fn asked(parts: &mut Parts<'_>) -> Option<(IssuerKey, Blinding)> {
    let issuer = IssuerKey::from_der(parts.measured()?).ok()?;
    let prefix: [u8; PREFIX] = parts.measured()?.try_into().ok()?;
    let inverse = number(&issuer.0, parts.measured()?).ok()?;
    let blinded = parts.measured()?.to_vec();
    number(&issuer.0, &blinded).ok()?;
    Some((issuer, Blinding { prefix, blinded, inverse }))
}
