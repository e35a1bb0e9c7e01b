//! Documents as rows of words, and the marks by which copies of them are found.
//!
//! A mark is a hash of eight words in a row, chosen for its value: where two documents hold the same eight words, both
//! choose the same. One in six is chosen, so that a page leaves some fifty.

use std::ops::Range;

use crate::text::Spellings;

/// How many words make a mark.
const WORDS: usize = 8;

/// One in so many rows of words is chosen.
const CHOSEN: u64 = 6;

/// How many words make a gram, the smaller piece by which documents are laid side by side.
pub(super) const GRAM: usize = 4;

/// How many words in a row tell the form.
pub(super) const LINE: usize = 7;

/// Reads documents; it knows the spellings that it met.
#[derive(Default)]
pub(super) struct Reader {
    spellings: Spellings<u32>,
}

impl Reader {
    /// Puts a hash of each word's letters without marks into `words`.
    pub(super) fn words(&mut self, text: &str, words: &mut Vec<u32>) {
        words.clear();
        self.spellings.read(text, |word, _| hash(word.bare), |seen| words.push(seen.value));
    }

    /// Reads a document with the places of its words.
    pub(super) fn row(&mut self, text: &str) -> Row {
        let guess = text.len() / 5;
        let mut row = Row { words: Vec::with_capacity(guess), at: Vec::with_capacity(guess) };
        self.spellings.read(
            text,
            |word, _| hash(word.bare),
            |seen| {
                row.words.push(seen.value);
                row.at.push(seen.start as u32..seen.end as u32);
            },
        );
        row
    }
}

fn hash(bare: u64) -> u32 {
    (bare >> 32) as u32 ^ bare as u32
}

/// A document as words.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    /// A hash of each word's letters without marks.
    pub(super) words: Vec<u32>,
    /// Where each word stands in the text.
    pub(super) at: Vec<Range<u32>>,
}

impl Row {
    /// The bytes from one word to another, the last included.
    pub(super) fn bytes(&self, words: Range<usize>) -> Range<usize> {
        let start = self.at.get(words.start).map_or(0, |at| at.start as usize);
        let end =
            words.end.checked_sub(1).and_then(|last| self.at.get(last)).map_or(start, |at| at.end as usize);
        start..end
    }
}

/// Marks of documents in the order in which they stand, each with its place.
#[derive(Debug, Default)]
pub(super) struct Marks {
    pub(super) values: Vec<u32>,
    /// By how many words it is from the beginning of its document, in steps of [`STEP`].
    pub(super) places: Vec<u16>,
}

/// A place is told by its distance from the beginning in so many words.
const STEP: usize = 4;

impl Marks {
    /// Puts the marks of a row of words behind those that are here.
    pub(super) fn read(&mut self, words: &[u32]) {
        for (at, hash) in rows(words, WORDS).map(scatter).enumerate() {
            if hash < LIMIT {
                self.push(mark(hash), u16::try_from(at / STEP).unwrap_or(u16::MAX));
            }
        }
    }

    pub(super) fn push(&mut self, value: u32, place: u16) {
        self.values.push(value);
        self.places.push(place);
    }

    pub(super) fn len(&self) -> usize {
        self.values.len()
    }

    pub(super) fn clear(&mut self) {
        self.truncate(0);
    }

    pub(super) fn truncate(&mut self, n: usize) {
        self.values.truncate(n);
        self.places.truncate(n);
    }

    pub(super) fn shrink_to_fit(&mut self) {
        self.values.shrink_to_fit();
        self.places.shrink_to_fit();
    }

    /// Puts marks from elsewhere behind those that are here.
    pub(super) fn extend(&mut self, other: &Marks, range: Range<usize>) {
        self.values.extend_from_slice(&other.values[range.clone()]);
        self.places.extend_from_slice(&other.places[range]);
    }

    /// Keeps of the marks in a range those that are wanted, moved to a place before it; where they end is answered.
    pub(super) fn sift(
        &mut self,
        range: Range<usize>,
        mut to: usize,
        is_kept: impl Fn(u32) -> bool,
    ) -> usize {
        for at in range {
            let value = self.values[at];
            (self.values[to], self.places[to]) = (value, self.places[at]);
            to += usize::from(is_kept(value));
        }
        to
    }
}

/// The marks of a row of words, each with the words that it is made of.
pub(super) fn marks_at(words: &[u32]) -> impl Iterator<Item = (u32, Range<usize>)> {
    let hashes = rows(words, WORDS).map(scatter).enumerate();
    hashes.filter(|(_, hash)| *hash < LIMIT).map(|(at, hash)| (mark(hash), at..at + WORDS))
}

const LIMIT: u64 = u64::MAX / CHOSEN;

#[inline]
fn mark(hash: u64) -> u32 {
    (hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as u32
}

/// The hash of each gram, by its first word.
pub(super) fn grams(words: &[u32]) -> impl Iterator<Item = u32> {
    rows(words, GRAM).map(|hash| (scatter(hash) >> 32) as u32)
}

/// The hash of each row of words by which the form is told.
pub(super) fn lines(words: &[u32]) -> impl Iterator<Item = u32> {
    rows(words, LINE).map(|hash| (scatter(hash) >> 32) as u32)
}

const BASE: u64 = 0x0000_0100_0000_01b3;

#[inline]
fn scatter(hash: u64) -> u64 {
    let mixed = (hash ^ hash >> 31).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed ^ mixed >> 29
}

/// The rolling hash of each row of `n` words.
fn rows(words: &[u32], n: usize) -> impl Iterator<Item = u64> {
    let value = |word: &u32| u64::from(*word) + 1;
    let out = (0..n).fold(1u64, |power, _| power.wrapping_mul(BASE));
    let (head, rest) = words.split_at_checked(n - 1).unwrap_or((words, &[]));
    let mut hash = head.iter().fold(0u64, |hash, word| hash.wrapping_mul(BASE).wrapping_add(value(word)));
    // What goes out has been multiplied once more by then; the first row has nothing to put out.
    let gone = std::iter::once(0).chain(words.iter().map(value));
    rest.iter().zip(gone).map(move |(word, gone)| {
        hash = hash.wrapping_mul(BASE).wrapping_add(value(word)).wrapping_sub(gone.wrapping_mul(out));
        hash
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_words_has_one_hash_wherever_it_stands() {
        let words: Vec<u32> = (0..40).map(|n| n % 7 * 1000).collect();
        for n in [1, 4, 7, 8] {
            let all: Vec<u64> = rows(&words, n).collect();
            assert_eq!(all.len(), words.len() - n + 1);
            for (at, hash) in all.iter().enumerate() {
                assert_eq!(rows(&words[at..at + n], n).collect::<Vec<_>>(), [*hash], "{n} from {at}");
            }
        }
        assert_eq!(rows(&words[..3], 4).count(), 0);
    }
}
