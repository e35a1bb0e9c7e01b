//! The texts that were read, and how those like one of them are found and judged.

use super::compare::{Comparer, Overlap, Side};
use super::contrast::{Aligner, ContrastKind, contrast, is_light};
use super::index::{Gathering, Index};
use super::judge::is_like;
use super::row::{CAPITAL, FIRST, WORD, bare_of};
use super::sketch::Sketcher;
use crate::text::{Map, Vocabulary, words};

/// The least share of the longer text that the shorter one must have in length.
const LEAST_LENGTH: f32 = 0.25;
/// How many texts are compared with a text, at most: those with most marks in common.
const COMPARED: usize = 24;
/// How many texts of one mark are looked at: where many texts are alike, the first stand for all.
const OF_A_MARK: usize = 24;
/// How many entries are looked at for one text; rare marks come first.
const LOOKED_AT: usize = 400;

/// A text without its copies.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text {
    start: u64,
    end: u64,
    /// Depends on the words alone; the order of these is the order of work.
    pub(super) key: u64,
}

/// What came of comparing two texts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Verdict {
    Like,
    Counter(ContrastKind),
    /// The same words in another order: the same point perhaps, but not the same text.
    Moved,
}

/// The texts, and where to find those like one.
#[derive(Default)]
pub(super) struct Finder {
    pub(super) vocabulary: Vocabulary,
    rows: Vec<u32>,
    pub(super) texts: Vec<Text>,
    by_key: Map<u64, u32>,
    weights: Vec<f32>,
    /// By word without marks: a number that depends on its letters alone, or 0 for a word too common to tell anything.
    hashes: Vec<u32>,
    index: Index,
    /// Texts that came after the index was built.
    late: Map<u32, Vec<u32>>,
    n_indexed: usize,
    room: Room,
}

/// Room to work in, kept between texts.
#[derive(Default)]
struct Room {
    sketcher: Sketcher,
    comparer: Comparer,
    aligner: Aligner,
    row: Vec<u32>,
    marks: Vec<u32>,
    counts: Vec<u16>,
    found: Vec<u32>,
}

impl Finder {
    /// Takes a text in; the answer is its number, the same for texts of the same words.
    pub(super) fn read(&mut self, text: &str) -> u32 {
        let start = self.rows.len();
        let (vocabulary, rows) = (&mut self.vocabulary, &mut self.rows);
        let mut key = 0x243f_6a88_85a3_08d3_u64;
        let (mut n_words, mut n_capitals) = (0, 0);
        words(text, |word| {
            key = (key ^ word.marked).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23);
            let is_name = word.is_capital && !word.is_first;
            n_words += 1;
            n_capitals += usize::from(is_name);
            let flags = if is_name { CAPITAL } else { 0 } | if word.is_first { FIRST } else { 0 };
            rows.push(vocabulary.number(&word, text) & WORD | flags);
        });
        // In a text all in capitals they name nothing.
        if n_words < 2 * n_capitals {
            rows[start..].iter_mut().for_each(|word| *word &= !CAPITAL);
        }
        if n_words == 0 {
            key = text.trim().bytes().fold(key, |key, byte| {
                (key ^ u64::from(byte)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23)
            });
        }
        self.settle(start, key)
    }

    /// Gives the words from `start` on the number of an equal text, or a new one.
    fn settle(&mut self, start: usize, mut key: u64) -> u32 {
        key ^= key >> 31;
        loop {
            let next = self.texts.len() as u32;
            let known = *self.by_key.entry(key).or_insert(next);
            if known == next {
                self.texts.push(Text { start: start as u64, end: self.rows.len() as u64, key });
                return next;
            }
            let same = |one: &u32, two: &u32| (one ^ two) & WORD == 0;
            let (old, new) = (self.row(known), &self.rows[start..]);
            if old.len() == new.len() && old.iter().zip(new).all(|(one, two)| same(one, two)) {
                self.rows.truncate(start);
                return known;
            }
            // Two texts met under one key by chance; the later one takes the next.
            key = key.wrapping_add(1);
        }
    }

    /// The words of a text.
    pub(super) fn row(&self, text: u32) -> &[u32] {
        let Text { start, end, .. } = self.texts[text as usize];
        &self.rows[start as usize..end as usize]
    }

    /// Brings the texts into the order of work, which depends on nothing but the texts; the answer says where each went.
    pub(super) fn order(&mut self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.texts.len() as u32).collect();
        order.sort_unstable_by_key(|text| self.texts[*text as usize].key);
        let mut went = vec![0; order.len()];
        order.iter().enumerate().for_each(|(to, from)| went[*from as usize] = to as u32);
        self.texts.sort_unstable_by_key(|text| text.key);
        self.by_key.values_mut().for_each(|text| *text = went[*text as usize]);
        went
    }

    /// Weighs the words and builds the index over all texts read so far.
    pub(super) fn index(&mut self) {
        self.weigh();
        let mut sketcher = std::mem::take(&mut self.room.sketcher);
        let (mut row, mut marks) = (Vec::new(), Vec::new());
        let mut gathering = Gathering::new();
        for text in 0..self.texts.len() as u32 {
            self.telling(text, &mut row);
            sketcher.marks(&row, &mut marks);
            gathering.push(&marks);
        }
        self.room.sketcher = sketcher;
        self.index = gathering.finish();
        self.n_indexed = self.texts.len();
    }

    fn weigh(&mut self) {
        let n_words = self.vocabulary.n_bare();
        let mut counts = vec![0u32; n_words];
        let mut last = vec![u32::MAX; n_words];
        let bare = self.vocabulary.bare_forms();
        for text in 0..self.texts.len() as u32 {
            for word in self.row(text) {
                let word = bare_of(*word, bare) as usize;
                if last[word] != text {
                    last[word] = text;
                    counts[word] += 1;
                }
            }
        }
        let n_texts = self.texts.len() as f32;
        // With few texts there is little to learn about words, and all weigh nearly the same.
        const PRIOR: f32 = 100.0;
        self.weights =
            counts.iter().map(|count| 0.3 + ((n_texts + PRIOR) / (*count as f32 + PRIOR)).ln()).collect();
        const ENOUGH: f32 = 1000.0;
        const COMMON: f32 = 0.25;
        let is_common = |count: &u32| ENOUGH < n_texts && COMMON * n_texts < *count as f32;
        let hash = |(word, count)| if is_common(count) { 0 } else { self.hash(word as u32) };
        self.hashes = counts.iter().enumerate().map(hash).collect();
    }

    fn hash(&self, bare: u32) -> u32 {
        let letters = self.vocabulary.letters(bare).bytes();
        let hash = letters.fold(0u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29)
        });
        ((hash ^ hash >> 32) as u32).max(1)
    }

    /// Puts the words of a text that tell something into `row`, by numbers that depend on their letters alone.
    fn telling(&self, text: u32, row: &mut Vec<u32>) {
        row.clear();
        let bare = self.vocabulary.bare_forms();
        let hash = |word: &u32| self.hashes.get(bare_of(*word, bare) as usize).copied().unwrap_or(0);
        row.extend(self.row(text).iter().map(hash).filter(|hash| *hash != 0));
        if row.len() < 3 {
            row.clear();
            row.extend(self.row(text).iter().map(|word| self.hash(bare_of(*word, bare))));
        }
    }

    /// Takes in the words and marks of a text that came after the index was built.
    pub(super) fn index_late(&mut self, text: u32) {
        for word in self.weights.len()..self.vocabulary.n_bare() {
            let (n, hash) = (self.n_indexed as f32, self.hash(word as u32));
            self.weights.push(0.3 + ((n + 100.0) / 101.0).ln());
            self.hashes.push(hash);
        }
        let (mut row, mut marks) = (std::mem::take(&mut self.room.row), std::mem::take(&mut self.room.marks));
        self.telling(text, &mut row);
        self.room.sketcher.marks(&row, &mut marks);
        for mark in &marks {
            self.late.entry(*mark).or_default().push(text);
        }
        (self.room.row, self.room.marks) = (row, marks);
    }

    /// The earlier texts that have most marks in common with a text.
    pub(super) fn candidates(&mut self, text: u32) -> Vec<u32> {
        let (mut counts, mut found) =
            (std::mem::take(&mut self.room.counts), std::mem::take(&mut self.room.found));
        counts.resize(self.texts.len(), 0);
        let mut count = |other: u32| {
            let count = &mut counts[other as usize];
            if *count == 0 {
                found.push(other);
            }
            *count += 1;
        };
        let is_late = self.n_indexed <= text as usize;
        let lists =
            if is_late { self.late_lists(text, &mut count) } else { self.index.shared(text).to_vec() };
        let mut looked_at = 0;
        for list in &lists {
            for other in self.index.earlier(*list, OF_A_MARK, text) {
                looked_at += 1;
                count(other);
            }
            if LOOKED_AT < looked_at {
                break;
            }
        }
        let least = if self.row(text).len() < 8 { 1 } else { 2 };
        let mut best: Vec<(u16, u32)> = Vec::with_capacity(COMPARED + 1);
        for other in found.drain(..) {
            let entry = (u16::MAX - std::mem::take(&mut counts[other as usize]), other);
            if u16::MAX - least < entry.0
                || (best.len() == COMPARED && best.last().is_some_and(|last| *last <= entry))
            {
                continue;
            }
            let at = best.partition_point(|known| *known < entry);
            best.insert(at, entry);
            best.truncate(COMPARED);
        }
        (self.room.counts, self.room.found) = (counts, found);
        best.into_iter().map(|(_, other)| other).collect()
    }

    /// The lists of a text that the index does not hold; others like it are counted here.
    fn late_lists(&self, text: u32, count: &mut impl FnMut(u32)) -> Vec<(u32, u32)> {
        let (mut row, mut marks) = (Vec::new(), Vec::new());
        self.telling(text, &mut row);
        Sketcher::default().marks(&row, &mut marks);
        marks.sort_unstable();
        marks.dedup();
        let late = marks.iter().filter_map(|mark| self.late.get(mark));
        late.flat_map(|texts| texts.iter().take(OF_A_MARK))
            .filter(|other| **other < text)
            .for_each(|other| count(*other));
        let mut lists: Vec<_> =
            marks.iter().map(|mark| self.index.of(*mark)).filter(|list| list.0 != 0).collect();
        lists.sort_unstable();
        lists
    }

    /// Takes the text that others are judged against.
    pub(super) fn take(&mut self, text: u32) {
        let mut comparer = std::mem::take(&mut self.room.comparer);
        comparer.take(self.row(text), self.vocabulary.bare_forms(), &self.weights);
        self.room.comparer = comparer;
    }

    /// What a text shares with the one taken, if that is enough to stand in one group.
    pub(super) fn overlap(&mut self, taken: u32, other: u32) -> Option<Overlap> {
        let mut comparer = std::mem::take(&mut self.room.comparer);
        let overlap = self.overlap_by(&mut comparer, taken, other);
        self.room.comparer = comparer;
        overlap
    }

    fn overlap_by(&self, comparer: &mut Comparer, taken: u32, other: u32) -> Option<Overlap> {
        let (first, second) = (self.row(taken), self.row(other));
        // Too unequal in length to share enough, whatever the words.
        if (first.len().max(second.len()) as f32) * LEAST_LENGTH > first.len().min(second.len()) as f32 {
            return None;
        }
        let overlap = comparer.with(first, second, self.vocabulary.bare_forms(), &self.weights);
        is_like(&overlap).then_some(overlap)
    }

    /// Reads two texts that share enough side by side. The last call of `overlap` was about them.
    pub(super) fn read_closely(&mut self, taken: u32, other: u32) -> Verdict {
        let comparer = std::mem::take(&mut self.room.comparer);
        let mut aligner = std::mem::take(&mut self.room.aligner);
        let verdict =
            side_by_side(self.row(taken), self.row(other), &comparer, &mut aligner, &self.vocabulary);
        (self.room.comparer, self.room.aligner) = (comparer, aligner);
        verdict
    }
}

/// What two texts that share so much are, when they are not simply alike: counter-statements, or the same words in
/// another order.
fn side_by_side(
    first: &[u32],
    second: &[u32],
    comparer: &Comparer,
    aligner: &mut Aligner,
    vocabulary: &Vocabulary,
) -> Verdict {
    /// The share of common words that may stand in another order within their sentence.
    const MOVED: f32 = 0.2;
    if marks_differ(first, second, vocabulary) {
        return Verdict::Counter(ContrastKind::Marks);
    }
    let (mut found, mut n_contrasts, mut n_other) = (None, 0, 0);
    let (mut n_common, mut n_in_order) = (0, 0);
    let side = comparer.fewer_parts();
    let (own, other) = if side == Side::First { (first, second) } else { (second, first) };
    let mut two = Vec::new();
    for answered in comparer.answered(side) {
        // Sentences that one text says in one and the other in two are read as one, to see what changed its place.
        two.clear();
        answered.others.iter().for_each(|range| two.extend_from_slice(&other[range.clone()]));
        let (one, two) = (&own[answered.own.clone()], &two[..]);
        aligner.align(one, two, vocabulary.bare_forms());
        n_common += comparer.n_common(side, answered.part, two, vocabulary.bare_forms());
        n_in_order += two.len() - aligner.partings.iter().map(|parting| parting.second.len()).sum::<usize>();
        for parting in &aligner.partings {
            match contrast(one, two, parting, vocabulary) {
                Some(kind) => {
                    n_contrasts += 1;
                    found = found.or(Some(kind));
                }
                None => n_other += usize::from(!is_light(one, two, parting, vocabulary)),
            }
        }
    }
    // Where words differ all over, a number or a denial more is one change among many.
    if let Some(kind) = found
        && n_other <= 2 * n_contrasts
    {
        return Verdict::Counter(kind);
    }
    let moved = n_common.saturating_sub(n_in_order) as f32;
    if MOVED * (n_common as f32) < moved { Verdict::Moved } else { Verdict::Like }
}

/// Whether short texts are of the same letters with other marks throughout: *má* and *mã*.
fn marks_differ(first: &[u32], second: &[u32], vocabulary: &Vocabulary) -> bool {
    if first.len() != second.len() {
        return false;
    }
    let other_marks = |(one, two): (&u32, &u32)| {
        let (one, two) = (one & WORD, two & WORD);
        one != two && vocabulary.bare(one) == vocabulary.bare(two)
    };
    let n = first.iter().zip(second).filter(|pair| other_marks(*pair)).count();
    let bare = |row: &[u32]| row.iter().all(|word| !vocabulary.is_marked(word & WORD));
    // A longer text without any mark was typed without them; of one or two syllables nobody knows.
    let is_unmarked = 2 < first.len() && (bare(first) || bare(second));
    first.len() < 3 * n && !is_unmarked
}
