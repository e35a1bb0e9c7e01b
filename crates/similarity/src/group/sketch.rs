//! Marks of a text by which texts like it are found: a fair sample of its threes of nearby words.
//!
//! Words that are edited, dropped or put in break only the threes that they are in; a sentence that moves breaks only
//! those at its ends. The sample is chosen by the threes themselves, so that like texts choose alike.

/// How many marks a text has, about.
const MARKS: u64 = 40;

/// Of so many threes, at least one is a mark.
const LEAST: u64 = 20;

/// The distance within which words stand near.
const NEAR: usize = 8;

fn mix(word: u32, part: u32) -> u32 {
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
}

impl Sketcher {
    /// Puts the marks of a row of words into `marks`. The words are given by numbers that depend on the words alone.
    pub(super) fn marks(&mut self, words: &[u32], marks: &mut Vec<u32>) {
        marks.clear();
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
        let n_threes: u64 = (0..n)
            .map(|at| {
                let after = (n - at - 1).min(NEAR - 1) as u64;
                after * after.saturating_sub(1) / 2
            })
            .sum();
        // Short texts have more than their share, since a few edits leave them little.
        let wanted = MARKS.max(n_threes / LEAST);
        let limit = u32::try_from((wanted << 32) / n_threes.max(1)).unwrap_or(u32::MAX);
        for (at, one) in self.first.iter().enumerate() {
            let end = (at + NEAR).min(n);
            let (second, third) = (self.second.get(at + 1..end), self.third.get(at + 1..end));
            let (Some(second), Some(third)) = (second, third) else { continue };
            for (gap, two) in second.iter().enumerate() {
                let two = one ^ two;
                for three in third.iter().skip(gap + 1) {
                    let mark = two.wrapping_add(*three);
                    if mark <= limit {
                        marks.push(mark.wrapping_mul(0x9e37_79b1));
                    }
                }
            }
        }
        if n == 3 {
            marks.extend([mix(words[0], 7) ^ mix(words[1], 8), mix(words[1], 7) ^ mix(words[2], 8)]);
        }
    }
}
