//! The lexicon of vague wording and the sentences that ask about it, read once from `data/`.

use std::sync::LazyLock;

use super::mark::Mark;
use super::pattern::Patterns;
use super::{Kind, Section};

/// A sentence of the product in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Its key.
    pub key: &'static str,
    /// In Vietnamese.
    pub vi: &'static str,
    /// In English.
    pub en: &'static str,
}

impl Sentence {
    /// The sentence in the language with this code; Vietnamese for any but `en`.
    pub fn in_language(&self, code: &str) -> &'static str {
        if code.starts_with("en") { self.en } else { self.vi }
    }
}

/// One line of the lexicon.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) number: u16,
    /// Empty for wording that only looks vague.
    pub(super) kinds: Vec<Kind>,
    pub(super) pattern: &'static str,
    /// Any of these sets of marks answers the question.
    pub(super) unless: Vec<Unless>,
    pub(super) question: Sentence,
    /// Where it is asked, when the kinds do not say.
    pub(super) sections: Option<Vec<Section>>,
}

/// What answers a question before it is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unless {
    Mark(Mark),
    /// Somebody does something by some day, and one will see that it is done.
    ConcreteRemedy,
}

const NOTHING: Sentence = Sentence { key: "", vi: "", en: "" };

fn lines(data: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    data.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
}

static SENTENCES: LazyLock<Vec<Sentence>> = LazyLock::new(|| {
    let sentence = |columns: Vec<&'static str>| match columns.as_slice() {
        [key, vi, en] => Some(Sentence { key, vi, en }),
        _ => None,
    };
    lines(include_str!("../../data/questions.tsv")).filter_map(sentence).collect()
});

/// The sentence with this key; an empty one when there is none, which a test refuses.
pub(super) fn sentence(key: &str) -> Sentence {
    SENTENCES.iter().find(|sentence| sentence.key == key).copied().unwrap_or(NOTHING)
}

pub(super) static LEXICON: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    lines(include_str!("../../data/lexicon.tsv")).filter_map(|columns| entry(&columns)).collect()
});

fn entry(columns: &[&'static str]) -> Option<Entry> {
    let [number, kinds, pattern, unless, question, more @ ..] = columns else { return None };
    let kinds: Option<Vec<Kind>> = kinds.chars().filter(|c| *c != '-').map(Kind::of_letter).collect();
    let unless: Option<Vec<Unless>> = unless.split(',').filter(|code| *code != "-").map(unless_of).collect();
    let sections = match more.first() {
        Some(numbers) => Some(numbers.split(' ').map(Section::of_number).collect::<Option<Vec<_>>>()?),
        None => None,
    };
    Some(Entry {
        number: number.parse().ok()?,
        kinds: kinds?,
        pattern,
        unless: unless?,
        question: sentence(question),
        sections,
    })
}

fn unless_of(code: &str) -> Option<Unless> {
    if code == "remedy" { Some(Unless::ConcreteRemedy) } else { Mark::of_code(code).map(Unless::Mark) }
}

pub(super) static PATTERNS: LazyLock<Patterns> =
    LazyLock::new(|| Patterns::of(LEXICON.iter().enumerate().map(|(index, entry)| (index, entry.pattern))));

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_line_of_the_data_is_read() {
        let n_lines = |data: &'static str| lines(data).count();
        assert_eq!(LEXICON.len(), n_lines(include_str!("../../data/lexicon.tsv")));
        assert_eq!(SENTENCES.len(), n_lines(include_str!("../../data/questions.tsv")));
        for line in lines(include_str!("../../data/marks.tsv")) {
            assert!(line.len() == 2 && Mark::of_code(line[0].trim_start_matches('-')).is_some(), "{line:?}");
        }
    }

    #[test]
    fn every_question_has_its_sentence_in_both_languages_and_is_used() {
        for entry in LEXICON.iter().filter(|entry| !entry.kinds.is_empty()) {
            assert!(!entry.question.vi.is_empty() && !entry.question.en.is_empty(), "{}", entry.pattern);
        }
        let keys: BTreeSet<_> = SENTENCES.iter().map(|sentence| sentence.key).collect();
        assert_eq!(keys.len(), SENTENCES.len(), "no key twice");
    }

    #[test]
    fn the_eighty_phrases_that_offices_know_are_all_there() {
        let numbers: BTreeSet<u16> = LEXICON.iter().map(|entry| entry.number).collect();
        let covered_by_others = [38, 44, 45, 55, 80];
        let missing: Vec<u16> =
            (1..=80).filter(|n| !numbers.contains(n) && !covered_by_others.contains(n)).collect();
        assert_eq!(missing, [0u16; 0]);
    }
}
