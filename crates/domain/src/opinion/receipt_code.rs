//! The code of a receipt: twenty characters that can be read aloud, of which the last checks the others.
//!
//! The alphabet is Crockford's: no I, L, O, U. The check is a weighted sum over the field of 32 elements, so that one
//! wrong character and any two exchanged ones are always noticed before anybody is asked.

use std::fmt;
use std::str::FromStr;

const ALPHABET: [char; 32] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'M',
    'N', 'P', 'Q', 'R', 'S', 'T', 'V', 'W', 'X', 'Y', 'Z',
];
/// Characters that carry chance: 95 bits.
const CARRYING: usize = 19;
/// Characters in all.
const LENGTH: usize = CARRYING + 1;

/// A code of a receipt whose check holds.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ReceiptCode([u8; LENGTH]);

/// Why a text is no code of a receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoReceiptCode {
    /// Too many or too few characters, or one that no code has.
    #[error("a receipt code has {LENGTH} letters and digits")]
    Shape,
    /// A character is wrong, or two were exchanged.
    #[error("the check of the receipt code does not hold")]
    Check,
}

/// Multiplies by the generator of the field of 32 elements (x⁵ + x² + 1).
const fn times_x(value: u8) -> u8 {
    let doubled = value << 1;
    if doubled & 0b10_0000 == 0 { doubled } else { doubled ^ 0b10_0101 }
}

fn sum(digits: impl IntoIterator<Item = u8>) -> u8 {
    digits.into_iter().fold(0, |sum, digit| times_x(sum) ^ digit)
}

impl ReceiptCode {
    /// Makes a code of chance; a code must not be guessed, so every bit counts.
    #[must_use]
    pub fn from_chance(chance: [u8; CARRYING]) -> Self {
        let mut digits = [0; LENGTH];
        for (digit, byte) in digits.iter_mut().zip(chance) {
            *digit = byte & 0b1_1111;
        }
        // The last digit stands at the place of x⁰, so the sum of the others, moved one place on, cancels it.
        let check = times_x(sum(digits.iter().copied().take(CARRYING)));
        if let Some(last) = digits.last_mut() {
            *last = check;
        }
        Self(digits)
    }

    /// Reads what somebody typed: blanks and hyphens are dropped, O is 0, I and L are 1.
    ///
    /// # Errors
    ///
    /// Says whether it is no code at all or a mistyped one.
    pub fn parse(text: &str) -> Result<Self, NoReceiptCode> {
        let mut digits = [0; LENGTH];
        let mut places = digits.iter_mut();
        for character in text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '_' | '.'))
        {
            let place = places.next().ok_or(NoReceiptCode::Shape)?;
            *place = digit(character).ok_or(NoReceiptCode::Shape)?;
        }
        if places.next().is_some() {
            return Err(NoReceiptCode::Shape);
        }
        if sum(digits) == 0 { Ok(Self(digits)) } else { Err(NoReceiptCode::Check) }
    }

    /// The twenty characters without a break: what is hashed.
    #[must_use]
    pub fn canonical(&self) -> String {
        self.characters().collect()
    }

    fn characters(&self) -> impl Iterator<Item = char> {
        self.0.iter().map(|digit| ALPHABET.get(usize::from(*digit)).copied().unwrap_or('?'))
    }
}

fn digit(character: char) -> Option<u8> {
    let character = match character.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let place = ALPHABET.iter().position(|known| *known == character)?;
    u8::try_from(place).ok()
}

impl fmt::Display for ReceiptCode {
    /// Four groups of five.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, character) in self.characters().enumerate() {
            if 0 < place && place % 5 == 0 {
                formatter.write_str("-")?;
            }
            write!(formatter, "{character}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for ReceiptCode {
    /// A code opens what became of somebody's words, so it is not written into logs.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ReceiptCode(…)")
    }
}

impl FromStr for ReceiptCode {
    type Err = NoReceiptCode;

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
    fn what_is_no_code_is_told_from_a_mistyped_one() {
        for text in ["", "123", "U".repeat(20).as_str(), "0".repeat(21).as_str(), "thư góp ý của tôi nhé!"]
        {
            assert_eq!(ReceiptCode::parse(text), Err(NoReceiptCode::Shape), "{text}");
        }
        assert_eq!(ReceiptCode::parse("00000-00000-00000-00001"), Err(NoReceiptCode::Check));
    }
}
