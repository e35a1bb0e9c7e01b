//! The texts that were read, and how those like one of them are found and judged.

use super::Reach;
use super::bag::Bag;
pub(super) use super::closely::Verdict;
use super::closely::side_by_side;
use super::compare::Comparer;
use super::contrast::Aligner;
use super::counter::Counter;
use super::fours::Fours;
use super::index::Builder;
use super::judge::{Likeness, likeness};
use super::row::{CAPITAL, FIRST, WORD, bare_of};
use super::seeker::{Seeker, Wanted};
use super::sketch::Sketcher;
use super::spaced::Spaced;
use super::standing::{Standing, nearest};
use super::telling::{Telling, is_half};
use crate::text::{Map, Spellings, Vocabulary, Word};

/// The least share of the longer text that the shorter one must have in length.
const LEAST_LENGTH: f32 = 0.25;
/// From so many texts on, marks are of another kind, and fewer texts of a mark are looked at.
pub(super) const MANY: usize = 200_000;
/// How many texts of one mark are looked at: where many texts are alike, the first stand for all.
const OF_A_MARK: usize = 64;
/// The same among very many texts.
const OF_A_MARK_OF_MANY: usize = 48;
/// How many entries are looked at for one text; rare marks come first.
const LOOKED_AT: usize = 4000;
/// How many texts of a mark are looked at which more have than that.
const OF_MANY: usize = 16;

/// A text without its copies.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text {
    start: u64,
    end: u64,
    /// Depends on the words alone.
    key: u64,
}

impl Text {
    /// The order of work: short texts first, so that before a text stand those of its length.
    fn rank(&self) -> (u64, u64) {
        (self.end - self.start, self.key)
    }
}

/// How many marks a text has, about, and how many for near copies.
const MARKS: usize = 90;
const NEAR_MARKS: usize = 24;
/// How many texts of one mark are looked at for near copies.
const NEAR_OF_A_MARK: usize = 8;

/// What is known of a word by its spelling.
#[derive(Debug, Clone, Copy, Default)]
struct Known {
    number: u32,
    marked: u32,
}

/// The texts, and where to find those like one.
#[derive(Default)]
pub(super) struct Finder {
    pub(super) vocabulary: Vocabulary,
    spellings: Spellings<Known>,
    rows: Vec<u32>,
    pub(super) texts: Vec<Text>,
    by_key: Map<u64, u32>,
    weights: Vec<f32>,
    /// By word without marks: a number that depends on its letters alone, or 0 for a word too common to tell anything.
    hashes: Vec<u32>,
    /// How often pairs of words are met, among very many texts.
    fours: Fours,
    /// The index of all marks, for texts that come one by one.
    standing: Option<Standing>,
    /// Texts that came after the index was built.
    late: Map<u32, Vec<u32>>,
    n_indexed: usize,
    /// By text: the weight of all its words.
    totals: Vec<f32>,

    room: Room,
}

/// Room to work in, kept between texts.
#[derive(Default)]
struct Room {
    sketcher: Sketcher,
    /// The words of a text, which was the last to be taken.
    bag: Bag,
    taken: Option<u32>,
    comparer: Comparer,
    aligner: Aligner,
    row: Telling,
    marks: Vec<u32>,
    counter: Counter,
}

/// What a mark is worth that so many texts have.
fn worth(n: usize) -> u16 {
    match n {
        0..=3 => 4,
        4..=8 => 3,
        9..=24 => 2,
        _ => 1,
    }
}

impl Finder {
    /// Takes a text in; the answer is its number, the same for texts of the same words.
    pub(super) fn read(&mut self, text: &str) -> u32 {
        let start = self.rows.len();
        let (vocabulary, rows) = (&mut self.vocabulary, &mut self.rows);
        let mut key = 0x243f_6a88_85a3_08d3_u64;
        let mut n_capitals = 0;
        let learn = |word: &Word, text: &str| Known {
            number: vocabulary.number(word, text),
            marked: (word.marked >> 32) as u32,
        };
        self.spellings.read(text, learn, |seen| {
            key = (key ^ u64::from(seen.value.marked)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23);
            let is_name = seen.is_capital && !seen.is_first;
            n_capitals += usize::from(is_name);
            let flags = (u32::from(is_name) * CAPITAL) | (u32::from(seen.is_first) * FIRST);
            rows.push(seen.value.number & WORD | flags);
        });
        let n_words = rows.len() - start;
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
                // Of the ways in which equal words were set, one stands for all, whichever came first.
                if old < new {
                    let Text { start: old, .. } = self.texts[known as usize];
                    self.rows.copy_within(start.., old as usize);
                }
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

    /// Weighs the words and brings the texts into the order of work, which both depend on nothing but the texts; the answer
    /// says where each text went.
    pub(super) fn order(&mut self) -> Vec<u32> {
        // Words are weighed as long as texts stand in memory one behind the other.
        self.weigh();
        let mut order: Vec<u32> = (0..self.texts.len() as u32).collect();
        order.sort_unstable_by_key(|text| self.texts[*text as usize].rank());
        self.totals = order.iter().map(|text| self.totals[*text as usize]).collect();
        let mut went = vec![0; order.len()];
        order.iter().enumerate().for_each(|(to, from)| went[*from as usize] = to as u32);
        self.texts = order.iter().map(|text| self.texts[*text as usize]).collect();
        self.by_key.values_mut().for_each(|text| *text = went[*text as usize]);
        went
    }

    /// Builds the index over all texts read so far; who looks in it is handed out.
    pub(super) fn index(&mut self, reach: Reach) -> Seeker {
        let n = self.texts.len();
        let index = match reach {
            Reach::Reworded => {
                let mut builder = Builder::new(n, MARKS);
                self.each_marks(|_| true, |text, marks| builder.push(text, marks));
                let (of_a_mark, of_many) =
                    if MANY < n { (OF_A_MARK_OF_MANY, OF_MANY / 2) } else { (OF_A_MARK, OF_MANY) };
                let most = |n| if n <= of_a_mark { OF_A_MARK } else { of_many };
                builder.index(|n| (most(n), worth(n) as u8))
            }
            Reach::NearCopies => {
                let mut builder = Builder::new(n, NEAR_MARKS);
                self.each_near_marks(|text, marks| builder.push(text, marks));
                builder.index(|_| (NEAR_OF_A_MARK, 1))
            }
        };
        self.n_indexed = n;
        let lengths = self.texts.iter().map(|text| (text.end - text.start) as u32).collect();
        Seeker::new(index, lengths, Wanted::of(reach, n))
    }

    /// Calls `each` with all texts in the order of work. Their words stand all over memory, so those of some are fetched
    /// before one is read, and memory is waited for once.
    fn each_row(&self, mut each: impl FnMut(u32, &[u32])) {
        const AT_ONCE: usize = 16;
        let n = self.texts.len() as u32;
        for from in (0..n).step_by(AT_ONCE) {
            let some = from..n.min(from + AT_ONCE as u32);
            std::hint::black_box(some.clone().fold(0, |all, text| all ^ self.fetched(text)));
            some.for_each(|text| each(text, self.row(text)));
        }
    }

    /// Reads a word in each line of memory of a text.
    fn fetched(&self, text: u32) -> u32 {
        const LINE: usize = 16;
        self.row(text).iter().step_by(LINE).fold(0, |all, word| all ^ word)
    }

    /// Tells the marks by which near copies of each text are found.
    fn each_near_marks(&self, mut each: impl FnMut(u32, &[u32])) {
        let (mut spaced, mut words, mut marks) = (Spaced::default(), Vec::new(), Vec::new());
        self.each_row(|text, row| {
            words.clear();
            let telling = row.iter().map(|word| self.hashes[bare_of(*word) as usize]);
            words.extend(telling.filter(|word| *word != 0));
            marks.clear();
            spaced.marks(&words, MANY < self.texts.len(), &mut marks);
            each(text, &marks);
        });
    }

    /// Tells the marks of each text read so far.
    fn each_marks(&mut self, is_kept: impl Fn(u32) -> bool, mut each: impl FnMut(u32, &[u32])) {
        let (mut row, mut marks) = (Telling::default(), Vec::new());
        let mut sketcher = std::mem::take(&mut self.room.sketcher);
        let mut fours = std::mem::take(&mut self.fours);
        let of_many = MANY < self.texts.len();
        if of_many && !fours.is_ready() {
            fours.learn(self.texts.len(), |text, row| self.telling(text, row));
        }
        self.each_row(|text, _| {
            self.telling(text, &mut row);
            marks.clear();
            if of_many {
                row.marks_among_many((&mut sketcher, &mut fours), &mut marks, &is_kept);
            } else {
                row.marks(&mut sketcher, &mut marks, &is_kept);
            }
            each(text, &marks);
        });
        (self.room.sketcher, self.fours) = (sketcher, fours);
    }

    /// Gives back the room of what is not asked any more.
    pub(super) fn rest(&mut self) {
        self.room = Room::default();
    }

    /// Makes ready for texts that come one by one. The texts read so far can no more be asked about.
    pub(super) fn stand(&mut self) {
        if self.standing.is_none() {
            let (mut all, mut ends) = (Vec::new(), Vec::new());
            self.each_marks(is_half, |_, marks| {
                all.extend_from_slice(marks);
                ends.push(all.len());
            });
            self.standing = Some(Standing::of(&all, &ends));
        }
    }

    fn weigh(&mut self) {
        let n_words = self.vocabulary.n_bare();
        let mut counts = vec![0u32; n_words];
        let mut last = vec![u32::MAX; n_words];
        // Of very many texts some tell how common a word is.
        const ASKED: usize = 100_000;
        let every = (self.texts.len() / ASKED).max(1) as u64;
        let is_asked = |text: &u32| (self.texts[*text as usize].key >> 8).is_multiple_of(every);
        for text in (0..self.texts.len() as u32).filter(is_asked) {
            for word in self.row(text) {
                let word = bare_of(*word) as usize;
                if last[word] != text {
                    last[word] = text;
                    counts[word] += 1;
                }
            }
        }
        let n_texts = self.texts.len() as f32;
        counts.iter_mut().for_each(|count| *count *= every as u32);
        // With few texts there is little to learn about words, and all weigh nearly the same.
        const PRIOR: f32 = 100.0;
        self.weights =
            counts.iter().map(|count| 0.3 + ((n_texts + PRIOR) / (*count as f32 + PRIOR)).ln()).collect();
        // Among few texts chance decides which are common; among very many it is asked of pairs.
        const ENOUGH: usize = 1000;
        const COMMON: f32 = 0.25;
        let is_told_apart = (ENOUGH + 1..=MANY).contains(&self.texts.len());
        let is_common = |count: &u32| is_told_apart && COMMON * n_texts < *count as f32;
        let hash = |(word, count)| if is_common(count) { 0 } else { self.hash(word as u32) };
        self.hashes = counts.iter().enumerate().map(hash).collect();
        self.totals.clear();
        self.totals = (0..self.texts.len() as u32).map(|text| self.total(text)).collect();
    }

    fn hash(&self, bare: u32) -> u32 {
        let letters = self.vocabulary.letters(bare).bytes();
        let hash = letters.fold(0u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29)
        });
        ((hash ^ hash >> 32) as u32).max(1)
    }

    /// Puts the words of a text that tell something into `row`, by numbers that depend on their letters alone.
    fn telling(&self, text: u32, row: &mut Telling) {
        row.take(self.row(text), |word| self.hashes.get(bare_of(word) as usize).copied().unwrap_or(0));
        if row.words.len() < 3 {
            row.take(self.row(text), |word| self.hash(bare_of(word)));
        }
    }

    /// Takes in the words and marks of a text that came after the index was built.
    pub(super) fn index_late(&mut self, text: u32) {
        for word in self.weights.len()..self.vocabulary.n_bare() {
            let (n, hash) = (self.n_indexed as f32, self.hash(word as u32));
            self.weights.push(0.3 + ((n + 100.0) / 101.0).ln());
            self.hashes.push(hash);
        }
        let marks = self.late_marks(text);
        for mark in &marks {
            self.late.entry(*mark).or_default().push(text);
        }
        self.room.marks = marks;
    }

    /// The marks of a text that came late, in order.
    fn late_marks(&mut self, text: u32) -> Vec<u32> {
        let (mut row, mut marks) = (std::mem::take(&mut self.room.row), std::mem::take(&mut self.room.marks));
        self.telling(text, &mut row);
        marks.clear();
        if MANY < self.n_indexed {
            row.marks_among_many((&mut self.room.sketcher, &mut self.fours), &mut marks, &is_half);
        } else {
            row.marks(&mut self.room.sketcher, &mut marks, &is_half);
        }
        marks.sort_unstable();
        marks.dedup();
        self.room.row = row;
        marks
    }

    /// The texts that have most marks in common with one that came late, with how much for the words of both.
    pub(super) fn candidates(&mut self, text: u32, best: &mut Vec<(u32, u32)>) {
        let mut counter = std::mem::take(&mut self.room.counter);
        let own = self.row(text).len() as u32;
        let wanted = Wanted::of(Reach::Reworded, self.n_indexed);
        counter.begin(self.texts.len(), (wanted.least)(own));
        self.count_late(text, &mut counter);
        let others = counter.found().filter(|(other, _)| *other != text);
        wanted.foremost(own, others, |other| self.row(other).len() as u32, best);
        self.room.counter = counter;
    }

    /// Counts the marks that a text which came late has in common with others.
    fn count_late(&mut self, text: u32, counter: &mut Counter) {
        let marks = self.late_marks(text);
        let late = marks.iter().filter_map(|mark| self.late.get(mark));
        late.for_each(|texts| counter.count(&texts[..texts.len().min(OF_A_MARK)], 4));
        if let Some(standing) = &self.standing {
            let mut lists: Vec<&[u32]> = marks.iter().map(|mark| standing.of_mark(*mark)).collect();
            lists.sort_unstable_by_key(|list| (list.len(), list.first().copied()));
            let place = self.place(text);
            let mut looked_at = 0;
            for list in lists {
                counter.count(nearest(list, place, OF_A_MARK), worth(list.len()));
                looked_at += list.len().min(OF_A_MARK);
                if LOOKED_AT < looked_at {
                    break;
                }
            }
        }
        self.room.marks = marks;
    }

    /// Where a text would stand among those that came before the index was built.
    fn place(&self, text: u32) -> u32 {
        let rank = self.texts[text as usize].rank();
        self.texts[..self.n_indexed].partition_point(|known| known.rank() < rank) as u32
    }

    /// The weight of all words of a text.
    fn total(&self, text: u32) -> f32 {
        if let Some(total) = self.totals.get(text as usize) {
            return *total;
        }
        let mut total = [0.0; 4];
        for (at, word) in self.row(text).iter().enumerate() {
            total[at % 4] += self.weights[bare_of(*word) as usize];
        }
        total.iter().sum()
    }

    /// Takes the text that others are held against at large.
    pub(super) fn take_at_large(&mut self, text: u32) {
        let mut bag = std::mem::take(&mut self.room.bag);
        let before = self.room.taken.map_or(&[][..], |before| self.row(before));
        bag.take(before, self.row(text), self.total(text), &self.weights);
        (self.room.bag, self.room.taken) = (bag, Some(text));
    }

    /// Takes the text that others are compared with.
    pub(super) fn take(&mut self, text: u32) {
        let mut comparer = std::mem::take(&mut self.room.comparer);
        comparer.take(self.row(text), &self.weights);
        self.room.comparer = comparer;
    }

    /// Leaves out those that share too little with the text taken, wherever it stands; the others with what they share.
    pub(super) fn at_large(&self, candidates: &[(u32, u32)], least: f32, best: &mut Vec<(f32, u32)>) {
        let share = |other: u32| self.room.bag.share(self.row(other), self.total(other));
        // All are fetched before one is read, so that memory is waited for once.
        std::hint::black_box(candidates.iter().fold(0, |all, (_, other)| all ^ self.fetched(*other)));
        best.clear();
        best.extend(
            candidates.iter().map(|(_, other)| (share(*other), *other)).filter(|(share, _)| least <= *share),
        );
        best.sort_unstable_by(|one, two| two.0.total_cmp(&one.0).then(one.1.cmp(&two.1)));
    }

    /// What a text shares with the one taken, if that is enough to stand in one group.
    pub(super) fn overlap(&mut self, taken: u32, other: u32) -> Option<(f32, Likeness)> {
        let mut comparer = std::mem::take(&mut self.room.comparer);
        let overlap = self.overlap_by(&mut comparer, taken, other);
        self.room.comparer = comparer;
        overlap
    }

    fn overlap_by(&self, comparer: &mut Comparer, taken: u32, other: u32) -> Option<(f32, Likeness)> {
        let (first, second) = (self.row(taken), self.row(other));
        // Too unequal in length to share enough, whatever the words.
        if (first.len().max(second.len()) as f32) * LEAST_LENGTH > first.len().min(second.len()) as f32 {
            return None;
        }
        let overlap = comparer.with(first, second, &self.weights);
        Some((overlap.jaccard, likeness(&overlap)?))
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
