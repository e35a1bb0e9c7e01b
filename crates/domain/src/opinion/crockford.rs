//! Crockford's alphabet, with a last character that checks the others: what codes that people copy are made of.
//!
//! No I, L, O, U. The check is a weighted sum over the field of 32 elements, so that one wrong character and any two
//! exchanged ones are always noticed before anybody is asked. It holds for codes of at most 31 characters.

use std::fmt;

const ALPHABET: [char; 32] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'M',
    'N', 'P', 'Q', 'R', 'S', 'T', 'V', 'W', 'X', 'Y', 'Z',
];

/// Why a text is no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoCode {
    /// Too many or too few characters.
    #[error("{found} letters and digits, where a code has {needed}")]
    Length {
        /// How many there are.
        found: usize,
        /// How many there must be.
        needed: usize,
    },
    /// A character that no code has.
    #[error("no code has {0:?} in it")]
    Character(char),
    /// A character is wrong, or two were exchanged.
    #[error("the check of the code does not hold")]
    Check,
}

/// Multiplies by the generator of the field of 32 elements (x⁵ + x² + 1).
const fn times_x(value: u8) -> u8 {
    let doubled = value << 1;
    if doubled & 0b10_0000 == 0 { doubled } else { doubled ^ 0b10_0101 }
}

fn sum(digits: &[u8]) -> u8 {
    digits.iter().fold(0, |sum, digit| times_x(sum) ^ digit)
}

/// The digits of a code, the last of which is made so that the check holds. What `chance` has too little of is nought.
pub(super) fn checked<const N: usize>(chance: &[u8]) -> [u8; N] {
    let mut digits = [0; N];
    if let Some((last, carrying)) = digits.split_last_mut() {
        carrying.iter_mut().zip(chance).for_each(|(digit, byte)| *digit = byte & 0b1_1111);
        // The last digit stands at the place of x⁰, so the sum of the others, moved one place on, cancels it.
        *last = times_x(sum(carrying));
    }
    digits
}

/// Reads what somebody typed: blanks and hyphens are dropped, O is 0, I and L are 1, small letters are large ones.
pub(super) fn parse<const N: usize>(text: &str) -> Result<[u8; N], NoCode> {
    let is_between = |c: &char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '_' | '.');
    let read = text.chars().filter(|c| !is_between(c)).map(|c| digit(c).ok_or(NoCode::Character(c)));
    let read: Vec<u8> = read.collect::<Result<_, _>>()?;
    let found = read.len();
    let digits: [u8; N] = read.try_into().map_err(|_| NoCode::Length { found, needed: N })?;
    if sum(&digits) == 0 { Ok(digits) } else { Err(NoCode::Check) }
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

/// The characters of a code.
pub(super) fn characters(digits: &[u8]) -> impl Iterator<Item = char> {
    digits.iter().map(|digit| ALPHABET.get(usize::from(*digit)).copied().unwrap_or('?'))
}

/// Writes a code in groups of five.
pub(super) fn write(formatter: &mut fmt::Formatter<'_>, digits: &[u8]) -> fmt::Result {
    for (place, character) in characters(digits).enumerate() {
        if 0 < place && place % 5 == 0 {
            formatter.write_str("-")?;
        }
        write!(formatter, "{character}")?;
    }
    Ok(())
}
