//! How much two texts say alike: the weight of the words that stand in sentences which answer each other.
//!
//! Words shared at large prove little, since everybody writes about the same offices. So sentences are paired first, and
//! only words shared within a pair count. Rare words weigh more than common ones. What is not shared is looked at too:
//! single words that differ are another wording, a run of words that differ is another matter.

use std::ops::Range;

use super::row::{FIRST, bare_of};

/// The most sentences that are told apart; longer texts have several in one part.
const PARTS: usize = 32;

/// How much of the shorter of two sentences must stand in the other for the two to answer each other.
const ANSWERS: f32 = 0.5;

/// What two texts share. The shares are of weight, between 0 and 1.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Overlap {
    /// Of the first text, the share that the second has too.
    pub(super) of_first: f32,
    /// Of the second text, the share that the first has too.
    pub(super) of_second: f32,
    /// Of both together, the share that is common: between equal texts 1.
    pub(super) jaccard: f32,
    /// In the sentences that answer each other: of the words that differ, the share that stand in runs.
    pub(super) runs: f32,
    /// In the sentences that answer each other: the share of words that differ.
    pub(super) differs: f32,
    /// How many words the shorter text has.
    pub(super) n_shorter: usize,
}

/// One of two texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    First,
    Second,
}

/// A part of one text and those of the other that it answers best, as ranges of words.
pub(super) struct Answered {
    pub(super) part: usize,
    pub(super) own: Range<usize>,
    pub(super) others: Vec<Range<usize>>,
}

/// Two parts that answer each other, as ranges of words.
pub(super) struct Answer {
    /// In the first text.
    pub(super) first: Range<usize>,
    /// In the second text.
    pub(super) second: Range<usize>,
}

/// A text laid out for comparing: in which parts each word stands.
#[derive(Default)]
struct Layout {
    /// By word: the comparison that it was last laid out for, and the parts that hold it.
    parts_of: Vec<(u32, u32)>,
    stamp: u32,
    weight: Vec<f32>,
    /// Where each part begins; the last entry is the end.
    starts: Vec<usize>,
}

impl Layout {
    /// Lays a text out, and tells of each word in each part when it comes there first.
    fn lay(&mut self, row: &[u32], weights: &[f32], mut met: impl FnMut(usize, u32)) {
        self.stamp = self.stamp.wrapping_add(1);
        if self.stamp == 0 {
            self.parts_of.iter_mut().for_each(|entry| *entry = (0, 0));
            self.stamp = 1;
        }
        if self.parts_of.len() < weights.len() {
            self.parts_of.resize(weights.len(), (0, 0));
        }
        self.weight.clear();
        self.starts.clear();
        for (at, word) in row.iter().enumerate() {
            let part = self.next_part(*word);
            if self.starts.len() == part {
                self.starts.push(at);
            }
            let bare = bare_of(*word);
            let Some(entry) = self.parts_of.get_mut(bare as usize) else { continue };
            if entry.0 != self.stamp {
                *entry = (self.stamp, 0);
            }
            if entry.1 >> part & 1 == 0 {
                entry.1 |= 1 << part;
                self.weight[part] += weights[bare as usize];
                met(part, bare);
            }
        }
        self.starts.push(row.len());
    }

    fn next_part(&mut self, word: u32) -> usize {
        if self.weight.is_empty() || (word & FIRST != 0 && self.weight.len() < PARTS) {
            self.weight.push(0.0);
        }
        self.weight.len() - 1
    }

    #[inline]
    fn parts(&self, bare: u32) -> u32 {
        match self.parts_of.get(bare as usize) {
            Some((stamp, parts)) if *stamp == self.stamp => *parts,
            _ => 0,
        }
    }

    fn total(&self) -> f32 {
        self.weight.iter().sum()
    }
}

/// Compares one text with many.
#[derive(Default)]
pub(super) struct Comparer {
    first: Layout,
    second: Layout,
    /// By pair of parts: the weight that they share.
    shared: Vec<f32>,
    /// By part of the first text: the parts of the second that answer it; and the other way round.
    answers: [Vec<u32>; 2],
}

impl Comparer {
    /// Takes the text that others are compared with.
    pub(super) fn take(&mut self, row: &[u32], weights: &[f32]) {
        self.first.lay(row, weights, |_, _| {});
    }

    /// Compares another text with the one taken.
    pub(super) fn with(&mut self, first: &[u32], row: &[u32], weights: &[f32]) -> Overlap {
        let n_first = self.first.weight.len();
        self.shared.clear();
        let (shared, taken) = (&mut self.shared, &self.first);
        self.second.lay(row, weights, |part, word| {
            if shared.len() <= part * n_first {
                shared.resize((part + 1) * n_first, 0.0);
            }
            let mut parts = taken.parts(word);
            while parts != 0 {
                shared[part * n_first + parts.trailing_zeros() as usize] += weights[word as usize];
                parts &= parts - 1;
            }
        });
        self.pair_parts();
        let of = [self.covered(0), self.covered(1)];
        let total = [self.first.total(), self.second.total()];
        let shared = (of[0] + of[1]) / 2.0;
        let mut overlap = Overlap {
            of_first: share(of[0], total[0]),
            of_second: share(of[1], total[1]),
            jaccard: share(shared, total[0] + total[1] - shared),
            runs: 0.0,
            differs: 0.0,
            n_shorter: first.len().min(row.len()),
        };
        if 0.2 < overlap.jaccard {
            let (n_first, differ_first, run_first) = runs(first, &self.second, &self.answers[0]);
            let (n_second, differ_second, run_second) = runs(row, &self.first, &self.answers[1]);
            let differ = (differ_first + differ_second) as f32;
            overlap.runs = share((run_first + run_second) as f32, differ);
            overlap.differs = share(differ, (n_first + n_second) as f32);
        }
        overlap
    }

    /// Each part of the second text with the part of the first that answers it best.
    pub(super) fn answering(&self) -> impl Iterator<Item = Answer> {
        let n_first = self.first.weight.len();
        let range = |layout: &Layout, part: usize| layout.starts[part]..layout.starts[part + 1];
        self.answers[1].iter().enumerate().filter_map(move |(second, answers)| {
            let shared = |first: &usize| self.shared[second * n_first + first];
            let part = (0..n_first)
                .filter(|first| answers >> first & 1 == 1)
                .reduce(|best, first| if shared(&best) < shared(&first) { first } else { best })?;
            Some(Answer { first: range(&self.first, part), second: range(&self.second, second) })
        })
    }

    /// The text with fewer parts.
    pub(super) fn fewer_parts(&self) -> Side {
        if self.second.weight.len() < self.first.weight.len() { Side::Second } else { Side::First }
    }

    /// The parts of one text, each with the parts of the other that it answers best.
    pub(super) fn answered(&self, side: Side) -> impl Iterator<Item = Answered> {
        let n_first = self.first.weight.len();
        let (own, other, answers) = match side {
            Side::First => (&self.first, &self.second, &self.answers[1]),
            Side::Second => (&self.second, &self.first, &self.answers[0]),
        };
        let shared = move |own: usize, other: usize| match side {
            Side::First => self.shared[other * n_first + own],
            Side::Second => self.shared[own * n_first + other],
        };
        let best = move |at: usize| {
            let candidates = (0..own.weight.len()).filter(move |part| answers[at] >> part & 1 == 1);
            candidates.reduce(|best, part| if shared(best, at) < shared(part, at) { part } else { best })
        };
        let best: Vec<Option<usize>> = (0..other.weight.len()).map(best).collect();
        let range = |layout: &Layout, part: usize| layout.starts[part]..layout.starts[part + 1];
        (0..own.weight.len()).filter_map(move |part| {
            let answering = best.iter().enumerate().filter(|(_, best)| **best == Some(part));
            let others: Vec<Range<usize>> = answering.map(|(at, _)| range(other, at)).collect();
            (!others.is_empty()).then(|| Answered { part, own: range(own, part), others })
        })
    }

    /// How many of some words stand in a part of one text, wherever in it.
    pub(super) fn n_common(&self, side: Side, part: usize, words: &[u32]) -> usize {
        let own = if side == Side::First { &self.first } else { &self.second };
        words.iter().filter(|word| own.parts(bare_of(**word)) >> part & 1 == 1).count()
    }

    /// Finds which parts answer each other.
    fn pair_parts(&mut self) {
        let (n_first, n_second) = (self.first.weight.len(), self.second.weight.len());
        for (side, n) in [n_first, n_second].into_iter().enumerate() {
            self.answers[side].clear();
            self.answers[side].resize(n, 0);
        }
        for second in 0..n_second {
            for first in 0..n_first {
                let least = ANSWERS * self.first.weight[first].min(self.second.weight[second]);
                let shared = self.shared[second * n_first + first];
                if 0.0 < shared && least <= shared {
                    self.answers[0][first] |= 1 << second;
                    self.answers[1][second] |= 1 << first;
                }
            }
        }
    }

    /// The weight of one text that stands in the parts of the other which answer its own.
    fn covered(&self, side: usize) -> f32 {
        let n_first = self.first.weight.len();
        let weight = if side == 0 { &self.first.weight } else { &self.second.weight };
        let part_of = |(part, answers): (usize, &u32)| {
            let mut parts = *answers;
            let mut sum = 0.0;
            while parts != 0 {
                let other = parts.trailing_zeros() as usize;
                let at = if side == 0 { other * n_first + part } else { part * n_first + other };
                sum += self.shared[at];
                parts &= parts - 1;
            }
            f32::min(sum, weight[part])
        };
        self.answers[side].iter().enumerate().map(part_of).sum()
    }
}

fn share(part: f32, whole: f32) -> f32 {
    if whole <= 0.0 { 0.0 } else { (part / whole).clamp(0.0, 1.0) }
}

/// In the parts that have an answer: how many words there are, how many differ, how many of those stand in runs.
fn runs(row: &[u32], other: &Layout, answers: &[u32]) -> (u32, u32, u32) {
    const RUN: u32 = 3;
    let (mut n, mut differ, mut in_runs, mut run) = (0, 0, 0, 0);
    let mut part = usize::MAX;
    let mut answer = 0;
    for word in row {
        if part == usize::MAX || (*word & FIRST != 0 && part + 1 < PARTS) {
            part = part.wrapping_add(1);
            answer = answers[part];
            in_runs += if RUN <= run { run } else { 0 };
            run = 0;
        }
        if answer == 0 {
            continue;
        }
        n += 1;
        if other.parts(bare_of(*word)) & answer == 0 {
            differ += 1;
            run += 1;
        } else {
            in_runs += if RUN <= run { run } else { 0 };
            run = 0;
        }
    }
    in_runs += if RUN <= run { run } else { 0 };
    (n, differ, in_runs)
}
