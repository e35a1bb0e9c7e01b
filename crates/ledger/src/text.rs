//! The few rules that all the texts of the log share: decimals, base64 and names in one spelling only.

use base64::{Engine, engine::general_purpose::STANDARD};

/// Reads an ASCII decimal without sign or leading zeroes.
pub fn decimal(text: &str) -> Option<u64> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    plain.then(|| text.parse().ok()).flatten()
}

/// Writes standard base64 with padding.
pub fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// Reads standard base64, refusing missing padding and stray bits.
pub fn from_base64(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text).ok()
}

/// Whether a text may name a key: not empty, no spaces of any kind, no plus, no control character.
pub fn is_key_name(name: &str) -> bool {
    !name.is_empty() && !name.chars().any(|c| c.is_whitespace() || c.is_control() || c == '+')
}

/// Whether a text may be signed: it ends in a newline and has no other ASCII control character.
pub fn is_signable(text: &str) -> bool {
    text.ends_with('\n') && text.bytes().all(|byte| byte == b'\n' || byte >= 0x20)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_one_spelling() {
        assert_eq!(decimal("0"), Some(0));
        assert_eq!(decimal("18446744073709551615"), Some(u64::MAX));
        for text in ["", "00", "01", "+1", "-1", " 1", "1 ", "18446744073709551616", "１"] {
            assert_eq!(decimal(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_key_name_has_no_spaces_and_no_plus() {
        assert!(is_key_name("tinh-song-lam.example/log1"));
        assert!(is_key_name("Sông-Lam"));
        for name in ["", "a b", "a+b", "a\u{a0}b", "a\u{2003}b", "a\nb", "a\u{7f}b"] {
            assert!(!is_key_name(name), "{name:?}");
        }
    }
}
