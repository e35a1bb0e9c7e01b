//! The card of a second issuer: a body on a machine of its own, which signs too, so that the house alone can make no token.
//!
//! Five lines of text that go through a mail, a form and a file; the last notices what was cut off or mistyped. Whom it
//! comes from is for people to make sure of: whoever takes it compares the key's digest by eye, and it stands in the book.

use std::fmt;

use sha2::{Digest, Sha256};

use crate::error::CardRefused;
use crate::issuer::IssuerKey;

/// The first line.
const FORM: &str = "kiemdiem second issuer v1";
/// The longest text that is looked at, in bytes: a key of 4096 bits and a long name are far shorter.
const LONGEST: usize = 4096;
/// The longest name, in characters.
const LONGEST_NAME: usize = 200;
/// The longest address, in bytes.
const LONGEST_ADDRESS: usize = 200;

/// A second issuer, as the house names it when a channel is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecondIssuer {
    /// The body that runs it, as people call it.
    pub name: String,
    /// The address of its page: `https://…`, or this machine.
    pub address: String,
    /// Its public key for this one channel.
    pub key: IssuerKey,
}

impl SecondIssuer {
    /// A card of these three.
    ///
    /// # Errors
    /// When the name is empty, of several lines or too long, or the address is none that a browser may be sent to.
    pub fn new(name: &str, address: &str, key: IssuerKey) -> Result<Self, CardRefused> {
        let (name, address) = (name.trim(), address.trim().trim_end_matches('/'));
        let is_named =
            !name.is_empty() && name.chars().count() <= LONGEST_NAME && !name.chars().any(char::is_control);
        if !is_named {
            return Err(CardRefused::Name);
        }
        if !is_address(address) {
            return Err(CardRefused::Address);
        }
        Ok(SecondIssuer { name: name.to_owned(), address: address.to_owned(), key })
    }

    /// Reads a card from its text.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, CardRefused> {
        if LONGEST < text.len() {
            return Err(CardRefused::NoCard);
        }
        let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let [FORM, name, address, key, check] = lines.as_slice() else { return Err(CardRefused::NoCard) };
        let after = |line: &'_ str, word: &str| -> Option<String> {
            line.strip_prefix(word).and_then(|rest| rest.strip_prefix(' ')).map(str::to_owned)
        };
        let read = || {
            Some((
                after(name, "name")?,
                after(address, "address")?,
                after(key, "key")?,
                after(check, "check")?,
            ))
        };
        let (name, address, key, check) = read().ok_or(CardRefused::NoCard)?;
        let key = IssuerKey::parse(&key).map_err(|_| CardRefused::Check)?;
        let card = Self::new(&name, &address, key)?;
        if card.check() != check {
            return Err(CardRefused::Check);
        }
        Ok(card)
    }

    fn body(&self) -> String {
        let key = self.key.to_text().unwrap_or_default();
        format!("{FORM}\nname {}\naddress {}\nkey {key}\n", self.name, self.address)
    }

    /// Eight characters that notice what was changed by chance. They protect nothing.
    fn check(&self) -> String {
        let digest: [u8; 32] = Sha256::digest(self.body().as_bytes()).into();
        digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect()
    }
}

impl fmt::Display for SecondIssuer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "{}check {}", self.body(), self.check())
    }
}

/// Whether a browser may be sent there: a scheme, a host, perhaps a port and a path, nothing behind them. Plain http is for
/// an office network: what goes there is blinded already.
fn is_address(address: &str) -> bool {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~:/[]%".contains(c);
    rest.is_some_and(|rest| {
        let host = rest.split('/').next().unwrap_or_default();
        !host.is_empty() && address.len() <= LONGEST_ADDRESS && rest.chars().all(is_plain)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Issuer, Strength};
    use rand::SeedableRng;
    use rand::rngs::StdRng;

    fn card() -> SecondIssuer {
        let issuer = Issuer::generate(&mut StdRng::seed_from_u64(7), Strength::Usual).unwrap();
        SecondIssuer::new(
            "Ủy ban Kiểm tra Tỉnh ủy Sông Lam",
            "https://phieu.song-lam.example/",
            issuer.public(),
        )
        .unwrap()
    }

    #[test]
    fn a_card_reads_back_also_from_a_mail_that_broke_its_lines_otherwise() {
        let card = card();
        let text = card.to_string();
        assert_eq!(text.lines().count(), 5);
        assert_eq!(SecondIssuer::parse(&text), Ok(card.clone()));
        assert_eq!(SecondIssuer::parse(&format!("\r\n  {}", text.replace('\n', "\r\n\r\n"))), Ok(card));
    }

    #[test]
    fn what_is_wrong_with_a_card_is_said() {
        let text = card().to_string();
        let read = |text: &str| SecondIssuer::parse(text).unwrap_err();
        assert_eq!(read(""), CardRefused::NoCard);
        assert_eq!(read(&text[..text.len() / 2]), CardRefused::NoCard);
        assert_eq!(read(&text.repeat(40)), CardRefused::NoCard);
        assert_eq!(read(&text.replace("Sông Lam", "Sông Mã")), CardRefused::Check);
        assert_eq!(read(&text.replace("address https", "address ftp")), CardRefused::Address);
        assert_eq!(read(&text.replace("phieu.song", "phieu@song")), CardRefused::Address);
    }

    #[test]
    fn an_address_leads_to_a_host_and_hides_nothing_behind_it() {
        for good in ["https://phieu.example", "http://10.0.0.7:8091", "https://phieu.example/ky"] {
            assert!(is_address(good), "{good}");
        }
        for bad in [
            "",
            "https://",
            "javascript:alert(1)",
            "https://a b",
            "https://a/#x",
            "https://a/?x",
            "//a",
            "https:///x",
        ] {
            assert!(!is_address(bad), "{bad}");
        }
    }
}
