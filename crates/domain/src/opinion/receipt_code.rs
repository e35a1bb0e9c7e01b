//! The code of a receipt: twenty characters that can be read aloud, of which the last checks the others.

use std::fmt;
use std::str::FromStr;

use super::crockford::{self, NoCode};

/// Characters that carry chance: 95 bits.
const CARRYING: usize = 19;
/// Characters in all.
const LENGTH: usize = CARRYING + 1;

/// A code of a receipt whose check holds.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ReceiptCode([u8; LENGTH]);

impl ReceiptCode {
    /// Makes a code of chance; a code must not be guessed, so every bit counts.
    #[must_use]
    pub fn from_chance(chance: [u8; CARRYING]) -> Self {
        Self(crockford::checked(&chance))
    }

    /// Reads what somebody typed.
    ///
    /// # Errors
    ///
    /// Says whether it is no code at all or a mistyped one, and what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, NoCode> {
        crockford::parse(text).map(Self)
    }

    /// The twenty characters without a break: what is hashed.
    #[must_use]
    pub fn canonical(&self) -> String {
        crockford::characters(&self.0).collect()
    }
}

impl fmt::Display for ReceiptCode {
    /// Four groups of five.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        crockford::write(formatter, &self.0)
    }
}

impl fmt::Debug for ReceiptCode {
    /// A code opens what became of somebody's words, so it is not written into logs.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ReceiptCode(…)")
    }
}

impl FromStr for ReceiptCode {
    type Err = NoCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(seed: u8) -> ReceiptCode {
        let mut chance = [0; CARRYING];
        for (place, byte) in (0_u8..).zip(chance.iter_mut()) {
            *byte = seed.wrapping_mul(37).wrapping_add(place.wrapping_mul(91));
        }
        ReceiptCode::from_chance(chance)
    }

    #[test]
    fn a_code_is_four_groups_of_five_and_reads_back() {
        let code = code(3);
        let text = code.to_string();
        assert_eq!(text.len(), 23);
        assert_eq!(ReceiptCode::parse(&text), Ok(code.clone()));
        assert_eq!(ReceiptCode::parse(&text.to_lowercase().replace('-', " ")), Ok(code.clone()));
        assert_eq!(format!("{code:?}"), "ReceiptCode(…)");
    }

    #[test]
    fn letters_that_look_like_digits_are_taken_as_digits() {
        let zeros = ReceiptCode::from_chance([0; CARRYING]);
        assert_eq!(zeros.canonical(), "0".repeat(20));
        assert_eq!(ReceiptCode::parse(&"o".repeat(20)), Ok(zeros));
    }

    #[test]
    fn one_wrong_character_is_always_noticed() {
        for seed in 0..20 {
            let code = code(seed);
            for place in 0..LENGTH {
                for other in 0..32 {
                    let mut wrong = code.clone();
                    wrong.0[place] = other;
                    let read = ReceiptCode::parse(&wrong.canonical());
                    assert_eq!(read.is_ok(), wrong == code, "{place} {other}");
                }
            }
        }
    }

    #[test]
    fn any_two_exchanged_characters_are_noticed() {
        for seed in 0..20 {
            let code = code(seed);
            for one in 0..LENGTH {
                for other in 0..LENGTH {
                    let mut wrong = code.clone();
                    wrong.0.swap(one, other);
                    assert_eq!(ReceiptCode::parse(&wrong.canonical()).is_ok(), wrong == code);
                }
            }
        }
    }

    #[test]
    fn what_is_wrong_with_a_code_is_said() {
        let check = |text: &str, expected| assert_eq!(ReceiptCode::parse(text), Err(expected), "{text}");
        check("", NoCode::Length { found: 0, needed: 20 });
        check("00000-00000-00000", NoCode::Length { found: 15, needed: 20 });
        check(&"0".repeat(21), NoCode::Length { found: 21, needed: 20 });
        check(&"U".repeat(20), NoCode::Character('U'));
        check("thư góp ý của tôi nhé!", NoCode::Character('ư'));
        check("00000-00000-00000-00001", NoCode::Check);
    }
}
