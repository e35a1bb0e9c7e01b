//! A text as a row of numbers: one a word, with what is known about the place where it stands.

/// The word begins with a capital and not for being the first of its sentence.
pub(super) const CAPITAL: u32 = 1 << 31;
/// The word is the first of its sentence.
pub(super) const FIRST: u32 = 1 << 30;
/// The number of the word.
pub(super) const WORD: u32 = crate::text::NUMBERS - 1;
const _: () = assert!(WORD < FIRST);

/// The number of the word without marks, of a word with its flags.
#[inline]
pub(super) fn bare_of(word: u32) -> u32 {
    crate::text::bare_of(word & WORD)
}
