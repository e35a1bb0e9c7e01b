//! What two texts share and where they part, shown on the texts themselves.

use std::ops::Range;

use super::compare::Comparer;
use super::contrast::{Aligner, ContrastKind, contrast};
use super::judge::is_like;
use super::row::{CAPITAL, FIRST};
use crate::text::{Vocabulary, words};

/// A place where two texts say opposite or other things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contrast {
    /// What it is.
    pub kind: ContrastKind,
    /// In the first text, in bytes; empty where only the second has words.
    pub first: Range<usize>,
    /// In the second text.
    pub second: Range<usize>,
}

/// What two texts share. All ranges are bytes of the texts as they were given.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The share of both texts together that is common, between 0 and 1.
    pub share: f32,
    /// Whether they would stand in one group on their own.
    pub is_like: bool,
    /// The same words, in the first text and in the second.
    pub shared: Vec<(Range<usize>, Range<usize>)>,
    /// Where they contradict.
    pub contrasts: Vec<Contrast>,
}

/// Shows what two texts share. All words weigh the same here, since no other text is known.
pub fn explain(first: &str, second: &str) -> Explanation {
    let mut vocabulary = Vocabulary::default();
    let (one, one_at) = row_of(first, &mut vocabulary);
    let (two, two_at) = row_of(second, &mut vocabulary);
    let weights = vec![1.0; vocabulary.n_bare()];
    let mut comparer = Comparer::default();
    comparer.take(&one, &weights);
    let overlap = comparer.with(&one, &two, &weights);
    let mut explanation = Explanation {
        share: overlap.jaccard,
        is_like: is_like(&overlap),
        shared: Vec::new(),
        contrasts: Vec::new(),
    };
    let mut aligner = Aligner::default();
    for answer in comparer.answering() {
        let (in_first, in_second) = (answer.first, answer.second);
        let (row_one, row_two) = (&one[in_first.clone()], &two[in_second.clone()]);
        aligner.align(row_one, row_two);
        let bytes = |at: &[Range<usize>], start: usize, range: &Range<usize>| span(at, start, range);
        let (mut from_one, mut from_two) = (0, 0);
        let end = super::contrast::Parting {
            first: row_one.len()..row_one.len(),
            second: row_two.len()..row_two.len(),
        };
        for parting in aligner.partings.iter().chain(std::iter::once(&end)) {
            if from_one < parting.first.start {
                explanation.shared.push((
                    bytes(&one_at, in_first.start, &(from_one..parting.first.start)),
                    bytes(&two_at, in_second.start, &(from_two..parting.second.start)),
                ));
            }
            (from_one, from_two) = (parting.first.end, parting.second.end);
        }
        for parting in &aligner.partings {
            if let Some(kind) = contrast(row_one, row_two, parting, &vocabulary) {
                explanation.contrasts.push(Contrast {
                    kind,
                    first: bytes(&one_at, in_first.start, &parting.first),
                    second: bytes(&two_at, in_second.start, &parting.second),
                });
            }
        }
    }
    explanation.shared.sort_by_key(|(first, second)| (first.start, second.start));
    explanation.is_like &= explanation.contrasts.is_empty();
    explanation
}

fn row_of(text: &str, vocabulary: &mut Vocabulary) -> (Vec<u32>, Vec<Range<usize>>) {
    let (mut row, mut at) = (Vec::new(), Vec::new());
    words(text, |word| {
        let flags = if word.is_capital && !word.is_first { CAPITAL } else { 0 }
            | if word.is_first { FIRST } else { 0 };
        row.push(vocabulary.number(&word, text) | flags);
        at.push(word.range);
    });
    if row.len() < 2 * row.iter().filter(|word| **word & CAPITAL != 0).count() {
        row.iter_mut().for_each(|word| *word &= !CAPITAL);
    }
    (row, at)
}

/// The bytes of some words of a part that begins at a word.
fn span(at: &[Range<usize>], start: usize, words: &Range<usize>) -> Range<usize> {
    let from = at.get(start + words.start).map(|range| range.start);
    let to = words.end.checked_sub(1).and_then(|last| at.get(start + last)).map(|range| range.end);
    match (from, to) {
        (Some(from), Some(to)) if words.start < words.end => from..to,
        (Some(from), _) => from..from,
        (None, Some(to)) => to..to,
        (None, None) => 0..0,
    }
}
