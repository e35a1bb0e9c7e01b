//! Words known by the bytes they are spelled with: each spelling is taken apart once, and recognised at a glance afterwards.
//!
//! A text is cut at the signs and blanks of ASCII, eight bytes at a time. What stands between two cuts is looked up by its
//! bytes; only a spelling that is met for the first time is read letter by letter. The words are those of [`words`], which
//! a test holds this to.

use super::table::{Kind, Table};
use super::{Word, words_from};

/// How many spellings are kept, at most; more are read letter by letter each time.
const MOST: usize = 1 << 18;

/// A word where it stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seen<T> {
    /// What was learnt about the word.
    pub(crate) value: T,
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Whether it begins with a capital.
    pub(crate) is_capital: bool,
    /// Whether it is the first of its sentence.
    pub(crate) is_first: bool,
}

/// What a spelling is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Form {
    /// No word: a dash, a blank that is no ASCII.
    #[default]
    Nothing,
    /// A word, perhaps between signs that are no ASCII.
    Word,
    /// A word, and others behind it.
    Many,
}

#[derive(Debug, Clone, Copy, Default)]
struct Entry<T> {
    /// The bytes, filled up with zeros; no spelling begins with one.
    low: u64,
    high: u64,
    value: T,
    form: Form,
    is_capital: bool,
    /// Whether a sentence ends before the word.
    ends_before: bool,
    /// Whether a sentence ends after it.
    ends_after: bool,
    /// Where the word begins and ends in the spelling.
    from: u8,
    to: u8,
}

/// The spellings met so far.
pub(crate) struct Spellings<T> {
    entries: Vec<Entry<T>>,
    n: usize,
}

impl<T: Copy + Default> Default for Spellings<T> {
    fn default() -> Self {
        Spellings { entries: vec![Entry::default(); 1 << 12], n: 0 }
    }
}

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x80 * ONES;

/// The high bit of each byte that is ASCII and neither letter nor digit.
#[inline]
fn cuts(eight: u64) -> u64 {
    let low = eight & !HIGH;
    let lower = low | (0x20 * ONES);
    let at_least = |value: u64, least: u64| value.wrapping_add((0x80 - least) * ONES);
    let is_letter = at_least(lower, 0x61) & !at_least(lower, 0x7b);
    let is_digit = at_least(low, 0x30) & !at_least(low, 0x3a);
    !(is_letter | is_digit | eight) & HIGH
}

/// Eight bytes from a place on, zeros behind the end.
#[inline]
fn eight(bytes: &[u8], at: usize) -> u64 {
    match bytes.get(at..at + 8).and_then(|eight| <[u8; 8]>::try_from(eight).ok()) {
        Some(eight) => u64::from_le_bytes(eight),
        None => {
            let rest = bytes.get(at..).unwrap_or_default().iter().rev();
            rest.fold(0, |all, byte| all << 8 | u64::from(*byte))
        }
    }
}

#[inline]
fn low_bytes(eight: u64, n: usize) -> u64 {
    if n < 8 { eight & ((1 << (8 * n)) - 1) } else { eight }
}

impl<T: Copy + Default> Spellings<T> {
    /// Calls `each` with every word of a text, in order; `learn` tells what is to be known of a word met for the first time.
    #[inline]
    pub(crate) fn read(
        &mut self,
        text: &str,
        mut learn: impl FnMut(&Word, &str) -> T,
        mut each: impl FnMut(Seen<T>),
    ) {
        let bytes = text.as_bytes();
        let mut is_first = true;
        let mut at = 0;
        while at < bytes.len() {
            let low = eight(bytes, at);
            let n_low = (cuts(low).trailing_zeros() / 8) as usize;
            if n_low == 0 {
                at += 1;
                match Table::get().low(low as u32 & 0x7f).kind() {
                    Kind::Alone => {}
                    Kind::End => {
                        is_first = true;
                        continue;
                    }
                    _ => continue,
                }
                is_first = self.one_by_one(text, at - 1..at, is_first, &mut learn, &mut each);
                continue;
            }
            let low = low_bytes(low, n_low);
            let (mut high, mut end) = (0, at + n_low);
            let mut is_short = true;
            if n_low == 8 {
                high = eight(bytes, end);
                let n_high = (cuts(high).trailing_zeros() / 8) as usize;
                high = low_bytes(high, n_high);
                end = (end + n_high).min(bytes.len());
                if n_high == 8 {
                    let rest = bytes.get(end..).unwrap_or_default();
                    let more = rest.iter().position(|byte| is_cut(*byte)).unwrap_or(rest.len());
                    end += more;
                    is_short = more == 0;
                }
            }
            let after = bytes.get(end).copied().unwrap_or(b' ');
            if !is_short || (matches!(after, b'.' | b',') && is_inside_number(bytes, end)) {
                end = number_end(bytes, end);
                is_first = self.one_by_one(text, at..end, is_first, &mut learn, &mut each);
                at = end;
                continue;
            }
            let place = self.find(low, high);
            let mut entry = self.entries[place];
            if entry.low == 0 {
                entry = self.learnt(text.get(at..end).unwrap_or_default(), (low, high), &mut learn);
            }
            if entry.form == Form::Nothing {
                is_first |= entry.ends_after;
            } else {
                each(Seen {
                    value: entry.value,
                    start: at + usize::from(entry.from),
                    end: at + usize::from(entry.to),
                    is_capital: entry.is_capital,
                    is_first: is_first || entry.ends_before,
                });
                is_first = entry.ends_after;
                if entry.form == Form::Many {
                    // What stands behind the word is a spelling by itself.
                    (is_first, at) = (false, at + usize::from(entry.to));
                    continue;
                }
            }
            // Mostly a single space follows.
            at = end + usize::from(after == b' ');
        }
    }

    #[inline]
    fn find(&self, low: u64, high: u64) -> usize {
        let mask = self.entries.len() - 1;
        let hash = (low ^ high.rotate_left(29).wrapping_mul(0xbf58_476d_1ce4_e5b9))
            .wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut at = (hash >> 40) as usize & mask;
        loop {
            let entry = &self.entries[at];
            if (entry.low == low && entry.high == high) || entry.low == 0 {
                return at;
            }
            at = (at + 1) & mask;
        }
    }

    /// Takes a spelling apart and keeps what it is.
    #[cold]
    fn learnt(
        &mut self,
        spelling: &str,
        (low, high): (u64, u64),
        learn: &mut impl FnMut(&Word, &str) -> T,
    ) -> Entry<T> {
        let mut entry = Entry { low, high, ..Entry::default() };
        let mut n = 0;
        let ends_after = words_from(spelling, false, |word| {
            n += 1;
            if n == 1 {
                entry.value = learn(&word, spelling);
                entry.is_capital = word.is_capital;
                entry.ends_before = word.is_first;
                (entry.from, entry.to) = (word.range.start as u8, word.range.end as u8);
            }
        });
        entry.ends_after = ends_after;
        entry.form = match n {
            0 => Form::Nothing,
            1 => Form::Word,
            _ => Form::Many,
        };
        if self.n < MOST {
            if self.entries.len() < 2 * (self.n + 1) {
                self.grow();
            }
            let place = self.find(low, high);
            self.entries[place] = entry;
            self.n += 1;
        }
        entry
    }

    fn grow(&mut self) {
        let larger = vec![Entry::default(); self.entries.len() * 2];
        for entry in std::mem::replace(&mut self.entries, larger) {
            if entry.low != 0 {
                let place = self.find(entry.low, entry.high);
                self.entries[place] = entry;
            }
        }
    }

    /// Reads a piece of a text letter by letter; the answer is whether the next word is the first of its sentence.
    #[cold]
    fn one_by_one(
        &self,
        text: &str,
        piece: std::ops::Range<usize>,
        is_first: bool,
        learn: &mut impl FnMut(&Word, &str) -> T,
        each: &mut impl FnMut(Seen<T>),
    ) -> bool {
        let start = piece.start;
        let piece = text.get(piece).unwrap_or_default();
        words_from(piece, is_first, |word| {
            each(Seen {
                value: learn(&word, piece),
                start: start + word.range.start,
                end: start + word.range.end,
                is_capital: word.is_capital,
                is_first: word.is_first,
            });
        })
    }
}

fn is_cut(byte: u8) -> bool {
    byte.is_ascii() && !byte.is_ascii_alphanumeric()
}

/// Whether a sign stands between two digits.
fn is_inside_number(bytes: &[u8], sign: usize) -> bool {
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    sign.checked_sub(1).is_some_and(is_digit) && is_digit(sign + 1)
}

/// Where what goes on at a sign inside a number ends.
fn number_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(byte) = bytes.get(at) {
        let is_sign = matches!(byte, b'.' | b',') && is_inside_number(bytes, at);
        if is_cut(*byte) && !is_sign {
            break;
        }
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::words;

    type Told = (u64, std::ops::Range<usize>, bool, bool);

    fn fast(text: &str, spellings: &mut Spellings<u64>) -> Vec<Told> {
        let mut told = Vec::new();
        let each =
            |seen: Seen<u64>| told.push((seen.value, seen.start..seen.end, seen.is_capital, seen.is_first));
        spellings.read(text, |word, _| word.marked, each);
        told
    }

    fn slow(text: &str) -> Vec<Told> {
        let mut told = Vec::new();
        words(text, |word| told.push((word.marked, word.range.clone(), word.is_capital, word.is_first)));
        told
    }

    fn check(text: &str) {
        let mut spellings = Spellings::default();
        let expected = slow(text);
        assert_eq!(fast(text, &mut spellings), expected, "{text:?}");
        assert_eq!(fast(text, &mut spellings), expected, "{text:?}, known");
    }

    #[test]
    fn words_known_by_their_spelling_are_those_read_letter_by_letter() {
        for text in [
            "",
            "a",
            "Thu chi 1.200.000 đồng, 15,5 % và 3.5.",
            "“Đã”… làm–xong; \u{2029}Họ và tên: nghiêng nghiêng nghiêng123456789",
            "e\u{323}\u{302} \u{301} a 1. 2 v1.5 １2.3 A1.B2",
            "会议很好👍 ok",
            "0123456789012345 01234567890123456 0123456.7 01234567.8",
        ] {
            check(text);
        }
    }

    #[test]
    fn as_many_spellings_as_one_likes_are_read() {
        let text: String = (0..20_000).map(|n| format!("x{n} ")).collect();
        check(&text);
    }

    proptest! {
        #[test]
        fn any_text_is_read_as_letter_by_letter(
            text in "([a-zA-ZđĐà-ỹ0-9]{0,9}[ .,;%\u{301}\u{200b}…–\u{2029}\n]{0,2}|\\PC){0,12}",
        ) {
            check(&text);
        }
    }
}
