//! Documents as rows of words, and the marks by which copies of them are found.
//!
//! A mark is a hash of eight words in a row, chosen for its value: where two documents hold the same eight words, both
//! choose the same. One in eight is chosen, so that a page leaves some forty.

use std::ops::Range;

use crate::text::words;

/// How many words make a mark.
const WORDS: usize = 8;

/// One in so many rows of words is chosen.
const CHOSEN: u64 = 8;

/// How many words make a gram, the smaller piece by which documents are laid side by side.
pub(super) const GRAM: usize = 4;

/// How many words in a row tell the form.
pub(super) const LINE: usize = 7;

/// A document as words.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    /// A hash of each word's letters without marks.
    pub(super) words: Vec<u32>,
    /// Where each word stands in the text.
    pub(super) at: Vec<Range<u32>>,
}

impl Row {
    pub(super) fn of(text: &str) -> Row {
        let guess = text.len() / 6;
        let mut row = Row { words: Vec::with_capacity(guess), at: Vec::with_capacity(guess) };
        words(text, |word| {
            row.words.push((word.bare >> 32) as u32 ^ word.bare as u32);
            row.at.push(word.range.start as u32..word.range.end as u32);
        });
        row
    }

    /// The marks, without repeats.
    pub(super) fn marks(&self) -> Vec<u32> {
        let limit = u64::MAX / CHOSEN;
        let mut marks: Vec<u32> = grams(&self.words, WORDS)
            .map(scatter)
            .filter(|hash| *hash < limit)
            .map(|hash| (hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as u32)
            .collect();
        marks.sort_unstable();
        marks.dedup();
        marks
    }

    /// The hash of each gram, by its first word.
    pub(super) fn grams(&self) -> impl Iterator<Item = u32> {
        grams(&self.words, GRAM).map(|hash| (scatter(hash) >> 32) as u32)
    }

    /// The hash of each row of words by which the form is told.
    pub(super) fn lines(&self) -> impl Iterator<Item = u32> {
        grams(&self.words, LINE).map(|hash| (scatter(hash) >> 32) as u32)
    }

    /// The bytes from one word to another, the last included.
    pub(super) fn bytes(&self, words: Range<usize>) -> Range<usize> {
        let start = self.at.get(words.start).map_or(0, |at| at.start as usize);
        let end =
            words.end.checked_sub(1).and_then(|last| self.at.get(last)).map_or(start, |at| at.end as usize);
        start..end
    }
}

const BASE: u64 = 0x0000_0100_0000_01b3;

fn scatter(hash: u64) -> u64 {
    let mixed = (hash ^ hash >> 31).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed ^ mixed >> 29
}

/// The rolling hash of each row of `n` words.
fn grams(words: &[u32], n: usize) -> impl Iterator<Item = u64> {
    let out = (0..n).fold(1u64, |power, _| power.wrapping_mul(BASE));
    let mut hash = 0u64;
    words.iter().enumerate().filter_map(move |(at, word)| {
        hash = hash.wrapping_mul(BASE).wrapping_add(u64::from(*word) + 1);
        if let Some(gone) = at.checked_sub(n).and_then(|gone| words.get(gone)) {
            hash = hash.wrapping_sub((u64::from(*gone) + 1).wrapping_mul(out));
        }
        (n <= at + 1).then_some(hash)
    })
}
