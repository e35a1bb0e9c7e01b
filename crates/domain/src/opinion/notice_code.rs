//! The code under which a letter stands on the notice board: ten characters, made one way from what is kept of its receipt.
//!
//! The board hangs where everybody reads it. Who holds the receipt finds the letter on it; who reads the board alone has
//! nothing with which to ask.

use std::fmt;

use super::crockford::{self, NoCode};

/// Characters that carry something: 45 bits. Of ten thousand letters two have the same code once in 700,000 reviews.
pub const CARRYING: usize = 9;
const LENGTH: usize = CARRYING + 1;

/// A code of the notice board. In order as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoticeCode([u8; LENGTH]);

impl NoticeCode {
    /// Makes the code of what was derived from a receipt.
    #[must_use]
    pub fn from_derived(derived: [u8; CARRYING]) -> Self {
        Self(crockford::checked(&derived))
    }

    /// Reads what somebody typed.
    ///
    /// # Errors
    ///
    /// Says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, NoCode> {
        crockford::parse(text).map(Self)
    }
}

impl fmt::Display for NoticeCode {
    /// Two groups of five.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        crockford::write(formatter, &self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_of_the_board_is_two_groups_of_five_and_reads_back() {
        let code = NoticeCode::from_derived([1, 2, 3, 255, 31, 30, 0, 9, 8]);
        assert_eq!(code.to_string().len(), 11);
        assert_eq!(NoticeCode::parse(&code.to_string().to_lowercase()), Ok(code));
    }

    #[test]
    fn a_code_of_the_board_is_no_code_of_a_receipt() {
        let code = NoticeCode::from_derived([7; 9]).to_string();
        let wrong = NoCode::Length { found: 10, needed: 20 };
        assert_eq!(super::super::ReceiptCode::parse(&code), Err(wrong));
    }

    #[test]
    fn codes_sort_as_they_are_read() {
        let codes = [[0; 9], [9; 9], [10; 9], [31; 9]].map(NoticeCode::from_derived);
        let mut texts = codes.map(|code| code.to_string());
        texts.sort();
        let mut sorted = codes;
        sorted.sort();
        assert_eq!(sorted.map(|code| code.to_string()), texts);
    }
}
