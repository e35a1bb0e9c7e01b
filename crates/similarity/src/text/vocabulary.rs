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

/// Every word met so far: its number, and the number of its form without marks.
#[derive(Default)]
pub(crate) struct Vocabulary {
    by_marked: Map<u64, u32>,
    by_bare: Map<u64, u32>,
    bare_of: Vec<u32>,
    is_marked: Vec<bool>,
    roles: Vec<Role>,
    letters: Vec<Box<str>>,
}

impl Vocabulary {
    /// The number of a word.
    #[inline]
    pub(crate) fn number(&mut self, word: &Word, text: &str) -> u32 {
        if let Some(known) = self.by_marked.get(&word.marked) {
            return *known;
        }
        self.learn(word, text)
    }

    #[cold]
    fn learn(&mut self, word: &Word, text: &str) -> u32 {
        let next = self.bare_of.len() as u32;
        let written = text.get(word.range.clone()).unwrap_or_default();
        // Keys of Telex are no marks: who types them as they are may write all words without.
        let is_marked = !written.is_ascii();
        let meant = language::meant(written);
        let written = meant.as_deref().unwrap_or(written);
        let n_bare = self.by_bare.len() as u32;
        let bare = *self.by_bare.entry(word.bare).or_insert(n_bare);
        if bare == n_bare {
            self.letters.push(bare_letters(written).into());
        }
        self.by_marked.insert(word.marked, next);
        self.bare_of.push(bare);
        self.is_marked.push(is_marked);
        self.roles.push(role(word, is_marked, self.letters(bare)));
        next
    }

    /// The number of the form without marks.
    #[inline]
    pub(crate) fn bare(&self, word: u32) -> u32 {
        self.bare_of.get(word as usize).copied().unwrap_or_default()
    }

    /// The number of the form without marks, by word.
    pub(crate) fn bare_forms(&self) -> &[u32] {
        &self.bare_of
    }

    /// Whether the word carries any mark.
    pub(crate) fn is_marked(&self, word: u32) -> bool {
        self.is_marked.get(word as usize).copied().unwrap_or_default()
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
        self.roles.get(word as usize).copied().unwrap_or_default()
    }
}

fn bare_letters(written: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;
    let plain = written.nfd().filter(|c| !is_combining_mark(*c));
    plain.flat_map(char::to_lowercase).map(|c| if matches!(c, 'đ' | 'ð') { 'd' } else { c }).collect()
}
