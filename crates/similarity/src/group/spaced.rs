//! Marks by which near copies are found: words at fixed distances from one another.
//!
//! Edits here and there leave most rows of a few words as they were, and one mark begins with each word, so that making them
//! costs next to nothing. Words beside each other are a phrase that many use; with gaps between them they reach from one
//! phrase into the next, which fewer share (spaced seeds: Ma, Tromp and Li, *PatternHunter*, 2002). What is reworded in
//! every third word keeps too few of them: that is what [`super::sketch`] is for.

use super::sketch::{Sketcher, mix};

/// How far from the first word of a row the others stand, and how many rows are marks.
struct Rows {
    /// In a long text, and in a short one.
    long: &'static [usize],
    short: &'static [usize],
    /// How many marks a text has, about.
    about: f32,
}

const AMONG_FEW: Rows = Rows { long: &[1, 3, 5], short: &[1, 3], about: 36.0 };
/// Among very many texts more rows meet by chance, so they reach further.
const AMONG_MANY: Rows = Rows { long: &[3, 6, 10], short: &[1, 3, 5, 7], about: 18.0 };

/// From so many words on a text is long, and up to so many short; in between it has marks of both kinds, since its copies
/// may be either.
const LONG: usize = 20;
const SHORT: usize = 25;
/// Fewer words than this have too few rows.
const FEW: usize = 8;
/// How many marks so few words have, about.
const OF_FEW: usize = 16;

/// Makes marks.
#[derive(Default)]
pub(super) struct Spaced {
    sketcher: Sketcher,
    rows: Vec<u32>,
}

impl Spaced {
    /// Puts the marks of a row of words behind those in `marks`. The words are given by numbers that depend on the words alone.
    pub(super) fn marks(&mut self, words: &[u32], of_many: bool, marks: &mut Vec<u32>) {
        let Rows { long, short, about } = if of_many { AMONG_MANY } else { AMONG_FEW };
        if words.len() < FEW {
            return self.sketcher.marks(words, OF_FEW, marks);
        }
        if LONG <= words.len() {
            self.choose(words, long, about, marks);
        }
        if words.len() <= SHORT {
            self.choose(words, short, about, marks);
        }
    }

    /// Chooses about so many rows by their value.
    fn choose(&mut self, words: &[u32], gaps: &[usize], about: f32, marks: &mut Vec<u32>) {
        let n = words.len().saturating_sub(gaps.last().copied().unwrap_or_default());
        self.rows.clear();
        self.rows.extend_from_slice(&words[..n]);
        for gap in gaps {
            for (row, word) in self.rows.iter_mut().zip(&words[*gap..]) {
                *row = (*row ^ *row >> 15).wrapping_mul(0x9e37_79b1).wrapping_add(*word);
            }
        }
        let limit = (about / n.max(1) as f32 * u32::MAX as f32) as u32;
        let part = gaps.len() as u32;
        // The value by which a row is chosen is small, and no mark of the whole range.
        let chosen = self.rows.iter().map(|row| mix(*row, part)).filter(|row| *row <= limit);
        marks.extend(chosen.map(|row| row.wrapping_mul(0x2c1b_3c6d)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(words: &[u32]) -> Vec<u32> {
        let mut marks = Vec::new();
        Spaced::default().marks(words, false, &mut marks);
        marks.sort_unstable();
        marks
    }

    fn n_common(one: &[u32], two: &[u32]) -> usize {
        let two = marks(two);
        marks(one).iter().filter(|mark| two.binary_search(mark).is_ok()).count()
    }

    #[test]
    fn a_text_edited_here_and_there_keeps_marks_and_another_has_others() {
        for text in 0..50 {
            for n in [5, 12, 22, 24, 60, 300] {
                let words: Vec<u32> = (0..n).map(|at| mix(at, text)).collect();
                let mut edited = words.clone();
                edited.insert(0, 17);
                edited.iter_mut().skip(4).step_by(12).for_each(|word| *word ^= 1);
                assert!((1..=60).contains(&marks(&words).len()), "{n}");
                let least = if n < 8 { 1 } else { 2 };
                assert!(least <= n_common(&words, &edited), "{text} {n}");
                let other: Vec<u32> = (0..n).map(|at| mix(at, text + 1000)).collect();
                assert_eq!(n_common(&words, &other), 0, "{text} {n}");
            }
        }
    }
}
