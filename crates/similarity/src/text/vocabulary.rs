//! The words that were met, each under a small number, so that texts are rows of numbers.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::Word;
use super::role::{Role, role};

/// The keys are hashes already.
#[derive(Default)]
pub(crate) struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3));
    }
    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
    fn write_u32(&mut self, key: u32) {
        self.0 = u64::from(key).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

pub(crate) type Map<K, V> = HashMap<K, V, BuildHasherDefault<AsIs>>;

/// In the number of a word, so many bits tell its form without marks, and so many which of its forms with marks it is.
const BARE_BITS: u32 = 22;
const FORM_BITS: u32 = 8;

/// The numbers of words are below this.
pub(crate) const NUMBERS: u32 = 1 << (BARE_BITS + FORM_BITS);

/// The number of the form without marks, by the number of a word.
#[inline]
pub(crate) fn bare_of(word: u32) -> u32 {
    word >> FORM_BITS
}

/// What is known of a word.
#[derive(Debug, Clone, Copy, Default)]
struct Form {
    role: Role,
    is_marked: bool,
}

/// A form without marks: its number, and how many words have it.
#[derive(Debug, Clone, Copy)]
struct Bare {
    number: u32,
    n_forms: u32,
}

/// Every word met so far, by a number that begins with the number of its form without marks.
///
/// Four million forms are told apart, and of each 256 words; whatever comes beyond that shares the last number.
#[derive(Default)]
pub(crate) struct Vocabulary {
    by_marked: Map<u64, u32>,
    by_bare: Map<u64, Bare>,
    /// By form without marks: the words that have it.
    forms: Vec<Vec<Form>>,
    letters: Vec<Box<str>>,
}

impl Vocabulary {
    /// The number of a word. What is known of it depends on the words that were read, not on which writing of it came first.
    #[inline]
    pub(crate) fn number(&mut self, word: &Word, text: &str) -> u32 {
        match self.by_marked.get(&word.marked) {
            Some(known) => self.see_marks(*known, word, text),
            None => self.learn(word, text),
        }
    }

    /// Notes that a word is written with marks somewhere. Keys of Telex are none: who types them as they are may write all words
    /// without, and so may who writes in another language.
    fn see_marks(&mut self, number: u32, word: &Word, text: &str) -> u32 {
        if !self.is_marked(number) && carries_marks(word, text) {
            let role = role(word, true, self.letters(bare_of(number)));
            if let Some(form) = self.form_mut(number) {
                *form = Form { role, is_marked: true };
            }
        }
        number
    }

    #[cold]
    fn learn(&mut self, word: &Word, text: &str) -> u32 {
        let written = text.get(word.range.clone()).unwrap_or_default();
        let meant = language::meant(written);
        let next = self.letters.len() as u32;
        let last = (1 << BARE_BITS) - 1;
        let bare = self.by_bare.entry(word.bare).or_insert(Bare { number: next.min(last), n_forms: 0 });
        let at = bare.n_forms.min((1 << FORM_BITS) - 1);
        let number = bare.number << FORM_BITS | at;
        bare.n_forms += 1;
        let bare = *bare;
        if bare.number == next {
            self.forms.push(Vec::new());
            self.letters.push(super::bare_letters(meant.as_deref().unwrap_or(written)).into());
        }
        self.by_marked.insert(word.marked, number);
        let is_marked = carries_marks(word, text);
        let form = Form { role: role(word, is_marked, self.letters(bare_of(number))), is_marked };
        let forms = &mut self.forms[bare.number as usize];
        match forms.get_mut(at as usize) {
            Some(last) => *last = form,
            None => forms.push(form),
        }
        number
    }

    fn form_mut(&mut self, word: u32) -> Option<&mut Form> {
        let form = word & ((1 << FORM_BITS) - 1);
        self.forms.get_mut(bare_of(word) as usize)?.get_mut(form as usize)
    }

    fn form(&self, word: u32) -> Form {
        let forms = self.forms.get(bare_of(word) as usize);
        let form = word & ((1 << FORM_BITS) - 1);
        forms.and_then(|forms| forms.get(form as usize)).copied().unwrap_or_default()
    }

    /// Whether the word carries any mark.
    pub(crate) fn is_marked(&self, word: u32) -> bool {
        self.form(word).is_marked
    }

    /// The letters of a form without marks.
    pub(crate) fn letters(&self, bare: u32) -> &str {
        self.letters.get(bare as usize).map_or("", |letters| letters)
    }

    /// How many forms without marks there are.
    pub(crate) fn n_bare(&self) -> usize {
        self.letters.len()
    }

    /// What a word does in a statement.
    pub(crate) fn role(&self, word: u32) -> Role {
        self.form(word).role
    }
}

/// Whether a word carries marks as it is written here.
fn carries_marks(word: &Word, text: &str) -> bool {
    word.is_marked() && text.get(word.range.clone()).is_some_and(|written| !written.is_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words;

    /// What is known of each word of a text.
    fn known(vocabulary: &mut Vocabulary, text: &str) -> Vec<(String, bool)> {
        let mut all = Vec::new();
        words(text, |word| {
            let number = vocabulary.number(&word, text);
            all.push((vocabulary.letters(bare_of(number)).to_owned(), vocabulary.is_marked(number)));
        });
        all
    }

    #[test]
    fn what_is_known_of_a_word_does_not_depend_on_the_writing_that_was_met_first() {
        for (one, other) in [
            ("được", "đượ\u{200b}c"),
            ("đồng", "ddoongf"),
            ("hòa", "hoà"),
            ("1200", "1.200"),
            ("3,5", "3.5"),
            ("MA", "ma"),
        ] {
            let known = [[one, other], [other, one]].map(|texts| {
                let mut vocabulary = Vocabulary::default();
                texts.iter().for_each(|text| drop(known(&mut vocabulary, text)));
                texts.map(|text| known(&mut vocabulary, text))
            });
            assert_eq!(known[0][0], known[1][0], "{one} {other}");
            assert_eq!(known[0][0], known[0][1], "{one} {other}");
        }
        let is_marked =
            |text| known(&mut Vocabulary::default(), text).iter().any(|(_, is_marked)| *is_marked);
        assert!(!is_marked("ddoongf"), "keys are no marks");
        assert!(!is_marked("too much of it"), "nor are words of another language");
        assert_eq!(
            known(&mut Vocabulary::default(), "Đượ\u{200b}c 1.200 3.5 % ма"),
            [
                ("duoc".to_owned(), true),
                ("1200".to_owned(), false),
                ("3,5".to_owned(), false),
                ("%".to_owned(), false),
                ("ма".to_owned(), false),
            ]
        );
    }
}
