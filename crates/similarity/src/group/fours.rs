//! Marks of a text among very many: two rare pairs of near words, one after the other.
//!
//! Among a million texts about the same offices a three of words is shared by hundreds by chance, and looking at all of
//! them is what takes time. Four words are shared by few, unless they belong to one phrase. Which words do is seen in how
//! often they stand near each other: so the rarest pairs of a text are taken, as many as it needs, and two of them are a
//! mark. How rare is rare depends on the number of texts, so that the lists of marks stay short however many there are.

use std::ops::Range;

use super::sketch::mix;
use super::telling::Telling;

/// From so many words on a text has marks of this kind.
pub(super) const LEAST_WORDS: usize = 8;
/// By so many words those of a pair are apart, at least and at most.
const GAP: usize = 2;
const WIDTH: usize = 6;
/// The second pair begins within so many words after the first.
const NEAR: usize = 7;
/// For each word of a text, so many pairs at least are rare enough for it.
const PAIRS_A_WORD: usize = 2;
/// For each mark, so many pairs it is chosen from.
const PAIRS_A_MARK: f32 = 1.6;
/// How many marks a word has, about, and how many a text.
const OF_A_WORD: f32 = 2.0;
const OF_A_TEXT: f32 = 80.0;
/// In very long texts, how many a word has.
const OF_A_WORD_OF_MANY: f32 = 0.3;
/// Two pairs that are just rare enough meet by chance in so many texts.
const BY_CHANCE: f32 = 32.0;
/// About so many texts are asked how often pairs stand in them.
const ASKED: usize = 50_000;
/// Pairs are told apart by so many bits.
const BITS: u32 = 18;
/// How often pairs are met: rarely, up to twice as often, up to four times, more often.
const STEPS: usize = 4;

/// How often pairs of words are met, and room to choose marks by it.
#[derive(Default)]
pub(super) struct Fours {
    /// By pair: how often it is met, as one of [`STEPS`].
    steps: Vec<u8>,
    first: Vec<u32>,
    second: Vec<u32>,
    /// All pairs of a text, and how often they are met.
    all: Vec<u32>,
    met: Vec<u8>,
    /// The pairs chosen, and where the second word of each stands.
    pairs: Vec<u32>,
    ends: Vec<u32>,
    /// By word: how many of the pairs begin before it.
    before: Vec<u32>,
    /// By pair: which pairs may follow it.
    after: Vec<(u32, u32)>,
}

/// The value by which a pair is chosen, and its place in the table.
#[inline]
fn spread(pair: u32) -> u32 {
    pair.wrapping_mul(0x9e37_79b1)
}

#[inline]
fn place(pair: u32) -> usize {
    (spread(pair) >> (u32::BITS - BITS)) as usize
}

/// The value up to which about so many of all are.
fn part_of_all(wanted: f32, all: usize) -> u32 {
    (wanted / all.max(1) as f32 * u32::MAX as f32) as u32
}

/// Calls `each` for every word in order, with where those of its sentence stand that make a pair with it.
#[inline]
fn each_word(sentences: &[usize], mut each: impl FnMut(usize, Range<usize>)) {
    let mut start = 0;
    for end in sentences {
        for first in start..*end {
            let from = (first + GAP).min(*end);
            each(first, from..(first + WIDTH + 1).min(*end));
        }
        start = *end;
    }
}

impl Fours {
    /// Whether it is known how often pairs are met.
    pub(super) fn is_ready(&self) -> bool {
        !self.steps.is_empty()
    }

    /// Learns how often pairs are met in so many texts, from some of them; `telling` tells their words.
    pub(super) fn learn(&mut self, n_texts: usize, mut telling: impl FnMut(u32, &mut Telling)) {
        let (mut row, mut counts) = (Telling::default(), vec![0u32; 1 << BITS]);
        let every = (n_texts / ASKED).max(1);
        for text in (0..n_texts as u32).step_by(every) {
            telling(text, &mut row);
            self.hash(&row.words);
            each_word(&row.ends, |first, seconds| {
                let pairs = self.second[seconds].iter().map(|second| self.first[first].wrapping_add(*second));
                pairs.for_each(|pair| counts[place(pair)] += 1);
            });
        }
        let asked = n_texts.div_ceil(every) as f32;
        let rare = (asked * (BY_CHANCE / n_texts.max(1) as f32).sqrt()).max(1.0) as u32;
        let step = |count: &u32| (0..STEPS as u8 - 1).take_while(|step| rare << step < *count).count() as u8;
        self.steps = counts.iter().map(step).collect();
    }

    fn hash(&mut self, words: &[u32]) {
        for (part, row) in [&mut self.first, &mut self.second].into_iter().enumerate() {
            row.clear();
            row.extend(words.iter().map(|word| mix(*word, part as u32 * 0x51ed_270b)));
        }
    }

    /// Puts the marks of a text behind those in `marks`.
    pub(super) fn marks(&mut self, row: &Telling, marks: &mut Vec<u32>) {
        let n = row.words.len() as f32;
        let wanted = n * OF_A_WORD.min((OF_A_TEXT / n).max(OF_A_WORD_OF_MANY));
        self.hash(&row.words);
        self.choose_pairs(row, wanted * PAIRS_A_MARK);
        let all = self.follow(&row.ends);
        self.join(part_of_all(wanted, all), marks);
    }

    /// Chooses among the rarest pairs of a text about so many, by their value.
    fn choose_pairs(&mut self, row: &Telling, wanted: f32) {
        let n = row.words.len();
        let Fours { steps, first: firsts, second: seconds, all, met, .. } = self;
        all.clear();
        each_word(&row.ends, |first, of_it| {
            all.extend(seconds[of_it].iter().map(|second| firsts[first].wrapping_add(*second)));
        });
        met.clear();
        met.extend(all.iter().map(|pair| steps[place(*pair)]));
        let n_met = |most: u8| met.iter().map(|step| u32::from(*step <= most)).sum::<u32>() as usize;
        // Who writes in nothing but common phrases has the rarest of those.
        let mut step = 0;
        while step + 1 < STEPS as u8 && n_met(step) < PAIRS_A_WORD * n {
            step += 1;
        }
        let limit = part_of_all(wanted, n_met(step));
        self.pairs.resize(self.all.len() + 1, 0);
        self.ends.resize(self.all.len() + 1, 0);
        self.before.clear();
        let (mut n_pairs, mut from) = (0, 0);
        each_word(&row.ends, |_, seconds| {
            self.before.push(n_pairs as u32);
            let to = from + seconds.len();
            for ((pair, met), second) in self.all[from..to].iter().zip(&self.met[from..to]).zip(seconds) {
                // Each is written, and stays if it is chosen, which is cheaper than to ask first.
                (self.pairs[n_pairs], self.ends[n_pairs]) = (*pair, second as u32);
                n_pairs += usize::from((*met <= step) & (spread(*pair) <= limit));
            }
            from = to;
        });
        self.before.resize(n + 1, n_pairs as u32);
        self.pairs.truncate(n_pairs);
        self.ends.truncate(n_pairs);
    }

    /// Finds which pairs begin soon after each in its sentence; the answer is how many there are for all.
    fn follow(&mut self, sentences: &[usize]) -> usize {
        self.after.clear();
        let (mut all, mut sentence) = (0, 0);
        for end in &self.ends {
            let end = *end as usize;
            while sentences[sentence] <= end {
                sentence += 1;
            }
            let last = sentences[sentence].min(end + NEAR + 1);
            let (from, to) = (self.before[end], self.before[last]);
            self.after.push((from, to));
            all += (to - from) as usize;
        }
        all
    }

    /// Makes a mark of each pair with one that follows, and keeps those whose value is small enough.
    fn join(&self, limit: u32, marks: &mut Vec<u32>) {
        for (pair, (from, to)) in self.pairs.iter().zip(&self.after) {
            let hash = pair.wrapping_mul(0x85eb_ca6b);
            let hash = (hash ^ hash >> 15).wrapping_mul(0xc2b2_ae35);
            for other in &self.pairs[*from as usize..*to as usize] {
                let value = hash.wrapping_add(*other);
                if value <= limit {
                    let mark = value.wrapping_mul(0x2c1b_3c6d);
                    marks.push(mark ^ mark >> 15);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::row::FIRST;
    use super::*;

    /// Texts of 30 words by chance, each with the same phrase in front.
    fn row(text: u32) -> Telling {
        let phrase = (1..9).map(|word| word | if word == 1 { FIRST } else { 0 });
        let words: Vec<u32> = phrase.chain((0..30).map(|at| 100 + mix(text * 64 + at, 3) % 5000)).collect();
        let mut row = Telling::default();
        row.take(&words, |word| word & !FIRST);
        row
    }

    fn marks(fours: &mut Fours, row: &Telling) -> Vec<u32> {
        let mut marks = Vec::new();
        fours.marks(row, &mut marks);
        marks.sort_unstable();
        marks
    }

    fn n_common(one: &[u32], two: &[u32]) -> usize {
        one.iter().filter(|mark| two.binary_search(mark).is_ok()).count()
    }

    #[test]
    fn an_edited_text_keeps_marks_and_a_phrase_of_all_makes_none() {
        let mut fours = Fours::default();
        fours.learn(2000, |text, into| *into = row(text));
        for text in 0..100 {
            let (own, other) = (row(text), row(text + 1000));
            let mut edited = row(text);
            (0..38).filter(|at| at % 4 == 2).for_each(|at| edited.words[at] = 9_000 + at as u32);
            let marks = [&own, &edited, &other].map(|row| marks(&mut fours, row));
            assert!(40 <= marks[0].len() && marks[0].len() <= 120, "{text}: {}", marks[0].len());
            assert!(3 <= n_common(&marks[0], &marks[1]), "{text}");
            assert_eq!(n_common(&marks[0], &marks[2]), 0, "{text}");
        }
    }
}
