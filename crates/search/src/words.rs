//! The words of a text: each as it is looked for, without marks, and as it is written, with them.
//!
//! A word is a run of letters and digits. Its *term* is its folded form, a separator, and the small letters with their marks
//! where these differ: all ways to write `ma` stand side by side in a sorted list of terms, and each can be told from
//! the others. So one index serves who types marks and who does not.

use std::ops::Range;
use std::str::Chars;
use std::sync::LazyLock;

/// Between the folded form and the written one; smaller than any letter or digit.
pub(crate) const MARKS: char = '\u{1}';
/// Just behind every term of a folded form.
pub(crate) const BEHIND: char = '\u{2}';

/// Of a longer word its first letters count.
pub(crate) const LONGEST: usize = 64;

const LETTER: u32 = 1 << 8;
/// It folds to something else than itself in small.
const MARKED: u32 = 1 << 9;
const CAPITAL: u32 = 1 << 10;
/// What it folds to is not one ASCII letter.
const OTHER: u32 = 1 << 11;
/// Above these bits stands the small letter, or nothing where it is not one character.
const SMALL: u32 = 12;

/// How many characters stand in the table: all of Vietnamese and what is near.
const KNOWN: usize = 0x2000;

static TABLE: LazyLock<Vec<u32>> = LazyLock::new(|| {
    let cell = |at: usize| u32::try_from(at).ok().and_then(char::from_u32).map_or(0, cell_of);
    (0..KNOWN).map(cell).collect()
});

fn cell_of(c: char) -> u32 {
    let folded = fold_one(c);
    if !c.is_alphanumeric() && !folded.is_empty() {
        return 0;
    }
    let small: String = c.to_lowercase().collect();
    let is_capital = small.chars().ne([c]);
    let flags = LETTER | if is_capital { CAPITAL } else { 0 } | if small == folded { 0 } else { MARKED };
    let mut letters = small.chars().map(u32::from);
    let flags = match (letters.next(), letters.next()) {
        (Some(letter), None) if letter >> (u32::BITS - SMALL) == 0 => flags | letter << SMALL,
        _ => flags,
    };
    match folded.as_bytes() {
        [byte] if byte.is_ascii() => flags | u32::from(*byte),
        _ => flags | OTHER,
    }
}

fn fold_one(c: char) -> String {
    language::fold(c.encode_utf8(&mut [0; 4]))
}

/// Walks through the words of a text that is clean.
pub(crate) struct Words<'t> {
    text: &'t str,
    chars: Chars<'t>,
    table: &'static [u32],
}

impl<'t> Words<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        Words { text, chars: text.chars(), table: TABLE.as_slice() }
    }

    /// Writes the term of the next word; the answer is where the word stands.
    #[inline]
    pub(crate) fn next(&mut self, term: &mut String) -> Option<Range<usize>> {
        loop {
            term.clear();
            let (start, end, flags) = self.run(term)?;
            // A mark that hangs on no letter is no word.
            if term.is_empty() {
                continue;
            }
            term.push(MARKS);
            if flags & MARKED != 0 {
                self.push_written(start..end, flags, term);
            }
            return Some(start..end);
        }
    }

    /// Folds the next run of letters.
    #[inline]
    fn run(&mut self, term: &mut String) -> Option<(usize, usize, u32)> {
        let whole = self.text.len();
        let mut start = whole - self.chars.as_str().len();
        let mut flags = 0;
        let (mut count, mut is_inside) = (0_usize, false);
        loop {
            let Some(c) = self.chars.next() else {
                return is_inside.then_some((start, whole, flags));
            };
            let cell = self.cell(c);
            if cell == 0 {
                let after = whole - self.chars.as_str().len();
                if is_inside {
                    return Some((start, after - c.len_utf8(), flags));
                }
                start = after;
                continue;
            }
            is_inside = true;
            count += 1;
            if LONGEST < count {
                continue;
            }
            flags |= cell;
            if cell & OTHER == 0 {
                term.push(char::from((cell & 0x7f) as u8));
            } else {
                term.push_str(&fold_one(c));
            }
        }
    }

    #[inline]
    fn push_written(&self, place: Range<usize>, flags: u32, term: &mut String) {
        let written = self.text.get(place).unwrap_or_default();
        let is_short = written.len() <= LONGEST;
        if flags & CAPITAL == 0 && is_short {
            term.push_str(written);
        } else {
            for c in written.chars().take(LONGEST) {
                match self.cell(c) >> SMALL {
                    0 => term.extend(c.to_lowercase()),
                    small => term.extend(char::from_u32(small)),
                }
            }
        }
    }

    #[inline]
    fn cell(&self, c: char) -> u32 {
        match self.table.get(c as usize) {
            Some(cell) => *cell,
            None => cell_of(c),
        }
    }
}

/// The folded form in a term.
pub(crate) fn folded(term: &str) -> &str {
    term.split(MARKS).next().unwrap_or_default()
}

/// Whether a term is of a word that is written with marks.
pub(crate) fn has_marks(term: &str) -> bool {
    !term.ends_with(MARKS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<String> {
        let (mut words, mut term, mut all) = (Words::of(text), String::new(), Vec::new());
        while let Some(place) = words.next(&mut term) {
            assert!(text.get(place).is_some());
            all.push(term.clone());
        }
        all
    }

    #[test]
    fn a_term_is_the_folded_form_and_the_written_one_where_they_differ() {
        assert_eq!(
            terms("Đường 12-HD/BTCTU, hòa!"),
            ["duong\u{1}đường", "12\u{1}", "hd\u{1}", "btctu\u{1}", "hoa\u{1}hòa"]
        );
        assert_eq!(terms("  … “” \u{301}"), [""; 0]);
    }

    #[test]
    fn letters_of_other_scripts_are_words_too() {
        assert_eq!(terms("Straße 東京 Łódź"), ["straße\u{1}", "東京\u{1}", "łodz\u{1}łódź"]);
    }

    #[test]
    fn capitals_become_small_as_everywhere() {
        for c in ('\0'..'\u{3000}').chain(['Ꭰ', '𐐀']) {
            let small: String = c.to_lowercase().collect();
            for term in terms(&c.to_string()) {
                let (folded, written) = term.split_once(MARKS).unwrap();
                assert_eq!(if written.is_empty() { folded } else { written }, small, "{c}");
            }
        }
        assert_eq!(terms("ĐƯỜNG İ"), ["duong\u{1}đường", "i\u{1}i\u{307}"]);
    }

    #[test]
    fn of_a_long_word_the_first_letters_count() {
        let long = "đ".repeat(5000);
        let found = terms(&long);
        assert_eq!(found.len(), 1);
        assert_eq!(folded(&found[0]).len(), LONGEST);
    }
}
