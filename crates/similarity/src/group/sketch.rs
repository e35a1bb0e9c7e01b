//! Marks of a text by which texts like it are found: a fair sample of its threes of nearby words.
//!
//! Words that are edited, dropped or put in break only the threes that they are in; a sentence that moves breaks only
//! those at its ends. The sample is chosen by the threes themselves, so that like texts choose alike: first pairs by their
//! value, then the threes that go on from them. Words beside each other are a phrase that many use, and tell little; so
//! where there are enough words the threes leave out the next one.

/// Of so many threes, at least one is a mark.
const LEAST: usize = 400;

/// The distance within which words stand near.
const NEAR: usize = 20;

/// One in so many pairs is gone on from.
const PAIRS: u32 = 6;

pub(super) fn mix(word: u32, part: u32) -> u32 {
    let mut x = word.wrapping_add(part).wrapping_mul(0x9e37_79b9);
    x = (x ^ x >> 15).wrapping_mul(0x85eb_ca6b);
    x = (x ^ x >> 13).wrapping_mul(0xc2b2_ae35);
    x ^ x >> 16
}

/// Room to work in, kept between texts.
#[derive(Default)]
pub(super) struct Sketcher {
    first: Vec<u32>,
    second: Vec<u32>,
    third: Vec<u32>,
    /// Pairs that were chosen, with where the second word stands and how far thirds may.
    pairs: Vec<(u32, u32, u32)>,
}

/// By how many words the words of a three are apart, at least.
fn least_gap(n: usize) -> usize {
    const ENOUGH: usize = 10;
    if n < ENOUGH { 1 } else { 2 }
}

/// How many threes of nearby words there are among so many words.
fn n_threes(n: usize) -> usize {
    let gap = least_gap(n);
    match n.checked_sub(NEAR) {
        Some(more) => more * n_threes_from(NEAR - 1, gap) + n_threes_of_few(NEAR, gap),
        None => n_threes_of_few(n, gap),
    }
}

fn n_threes_of_few(n: usize, gap: usize) -> usize {
    (0..n).map(|after| n_threes_from(after, gap)).sum()
}

/// How many threes begin with a word after which so many stand near.
fn n_threes_from(after: usize, gap: usize) -> usize {
    let free = (after + 2).saturating_sub(2 * gap);
    free * free.saturating_sub(1) / 2
}

impl Sketcher {
    /// Puts `about` so many marks of a row of words behind those in `marks`. The words are given by numbers that depend on the words alone.
    pub(super) fn marks(&mut self, words: &[u32], about: usize, marks: &mut Vec<u32>) {
        let n = words.len();
        if n < 3 {
            match words {
                [one, two] => marks.extend([mix(*one, 4), mix(*two, 4), mix(*one, 5) ^ mix(*two, 6)]),
                [one] => marks.push(mix(*one, 4)),
                _ => {}
            }
            return;
        }
        for (part, row) in [&mut self.first, &mut self.second, &mut self.third].into_iter().enumerate() {
            row.clear();
            row.extend(words.iter().map(|word| mix(*word, part as u32 * 0x51ed_270b)));
        }
        let n_threes = n_threes(n);
        let wanted = about.max(n_threes / LEAST);
        let share = ((wanted as u64) << 32) / n_threes as u64;
        // Of few, chance would leave too few pairs to go on from.
        const FEW: usize = 1000;
        let (pair_limit, limit) = match u32::try_from(share * u64::from(PAIRS)) {
            Ok(limit) if FEW <= n_threes => (u32::MAX / PAIRS, limit),
            _ => (u32::MAX, u32::try_from(share).unwrap_or(u32::MAX)),
        };
        self.choose_pairs(pair_limit);
        self.choose_threes(limit, marks);
        if n == 3 {
            marks.extend([mix(words[0], 7) ^ mix(words[1], 8), mix(words[1], 7) ^ mix(words[2], 8)]);
        }
    }

    /// Writes every pair and steps on only past those wanted, which is cheaper than to ask first.
    fn choose_pairs(&mut self, limit: u32) {
        let n = self.first.len();
        let gap = least_gap(n);
        self.pairs.resize(n * (NEAR - 1) + 1, (0, 0, 0));
        let mut n_pairs = 0;
        for (at, one) in self.first.iter().enumerate() {
            let end = (at + NEAR).min(n);
            let Some(second) = self.second.get(at + gap..end) else { continue };
            for (further, two) in second.iter().enumerate() {
                let pair = (one ^ two).wrapping_mul(0x9e37_79b1);
                self.pairs[n_pairs] = (pair, (at + further + 2 * gap) as u32, end as u32);
                n_pairs += usize::from(pair <= limit);
            }
        }
        self.pairs.truncate(n_pairs);
    }

    fn choose_threes(&mut self, limit: u32, marks: &mut Vec<u32>) {
        let before = marks.len();
        let mut n_marks = before;
        marks.resize(before + self.pairs.len() * (NEAR - 2) + 1, 0);
        for (pair, from, end) in &self.pairs {
            let Some(thirds) = self.third.get(*from as usize..*end as usize) else { continue };
            let pair = pair.wrapping_mul(0xc2b2_ae35);
            for three in thirds {
                let mark = pair.wrapping_add(*three);
                marks[n_marks] = mark.wrapping_mul(0x85eb_ca6b) ^ pair >> 16;
                n_marks += usize::from(mark <= limit);
            }
        }
        marks.truncate(n_marks);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn threes_are_counted_right() {
        for n in 0..30usize {
            let slow: usize = (0..n)
                .map(|at| {
                    let near = at + 1..n.min(at + NEAR);
                    let gap = least_gap(n);
                    let pairs = near.clone().flat_map(|two| near.clone().map(move |three| (two, three)));
                    pairs.filter(|(two, three)| at + gap <= *two && two + gap <= *three).count()
                })
                .sum();
            assert_eq!(n_threes(n), slow, "{n}");
        }
    }
}
