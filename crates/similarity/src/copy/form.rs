//! The form that everybody fills in: words that stand in a large part of the documents and are nobody's own.

use std::collections::HashSet;
use std::hash::BuildHasherDefault;

use super::marks::{LINE, grams, lines};
use crate::text::{AsIs, Map};

/// How many documents are looked at to learn the form.
const SAMPLE: usize = 2000;
/// From this share of the documents on, the same words are the form's.
const SHARE: usize = 4;
/// With fewer documents than this there is no form to be told.
const LEAST: usize = 5;

/// From one document in so many on, a few words in a row are a stock phrase.
const STOCK: usize = 100;
/// In fewer documents than this nothing is a stock phrase.
const LEAST_STOCK: usize = 6;

type Hashes = HashSet<u32, BuildHasherDefault<AsIs>>;

/// Hashes that are asked for often and mostly are not there, which is told at a glance.
#[derive(Debug, Clone, Default)]
struct Frequent {
    hashes: Hashes,
    /// By the first bits of a hash: whether any begins so.
    begun: Vec<u64>,
    shift: u32,
}

impl Frequent {
    fn of(hashes: Hashes) -> Frequent {
        const ROOM: usize = 32;
        let bits = (ROOM * hashes.len()).max(64).ilog2().min(24);
        let mut frequent = Frequent { begun: vec![0; 1 << (bits - 6)], shift: 32 - bits, hashes };
        for hash in &frequent.hashes {
            let begin = hash >> frequent.shift;
            frequent.begun[(begin >> 6) as usize] |= 1 << (begin & 63);
        }
        frequent
    }

    #[inline]
    fn has(&self, hash: u32) -> bool {
        let begin = hash >> self.shift;
        let bits = self.begun.get((begin >> 6) as usize).copied().unwrap_or_default();
        bits >> (begin & 63) & 1 == 1 && self.hashes.contains(&hash)
    }
}

/// The form, as it was learnt from documents, and the stock phrases that everybody uses.
#[derive(Debug, Clone, Default)]
pub struct Form {
    lines: Frequent,
    stock: Frequent,
}

/// Learns the form from the first documents.
#[derive(Default)]
pub(super) struct Learner {
    lines: Seen,
    grams: Seen,
    n_seen: usize,
    /// The lines of the form, once they were asked for.
    form: Option<Frequent>,
}

/// What documents have, one after the other.
#[derive(Default)]
struct Seen {
    hashes: Vec<u32>,
    /// Where each document ends.
    ends: Vec<usize>,
}

impl Seen {
    fn see(&mut self, of_one: impl Iterator<Item = u32>) {
        self.hashes.extend(of_one);
        self.ends.push(self.hashes.len());
    }

    /// What at least so many documents have. Most hashes are rare: they are put aside first, by counting roughly.
    fn frequent(&self, least: usize) -> Frequent {
        const BITS: u32 = 20;
        let place = |hash: u32| (hash >> (32 - BITS)) as usize;
        let mut counts = vec![0u8; 1 << BITS];
        for hash in &self.hashes {
            let count = &mut counts[place(*hash)];
            *count = count.saturating_add(1);
        }
        let is_rare = |hash: u32| usize::from(counts[place(hash)]) < least.min(usize::from(u8::MAX));
        // By hash: in how many documents it was met, and in which one last.
        let mut met: Map<u32, (usize, usize)> = Map::default();
        let mut start = 0;
        for (document, end) in (1..).zip(&self.ends) {
            for hash in self.hashes[start..*end].iter().filter(|hash| !is_rare(**hash)) {
                let (n, last) = met.entry(*hash).or_default();
                *n += usize::from(*last != document);
                *last = document;
            }
            start = *end;
        }
        Frequent::of(met.into_iter().filter(|(_, (n, _))| least <= *n).map(|(hash, _)| hash).collect())
    }
}

impl Learner {
    /// Whether there is more to learn.
    pub(super) fn is_open(&self) -> bool {
        self.n_seen < SAMPLE
    }

    pub(super) fn see(&mut self, words: &[u32]) {
        if self.is_open() {
            self.form = None;
            self.n_seen += 1;
            self.lines.see(lines(words));
            self.grams.see(grams(words));
        }
    }

    /// The form alone, where phrases that everybody uses are looked for themselves.
    pub(super) fn without_stock(&mut self) -> Form {
        let least = LEAST.max(self.n_seen.div_ceil(SHARE));
        let lines = self.form.get_or_insert_with(|| self.lines.frequent(least)).clone();
        Form { lines, stock: Frequent::default() }
    }

    pub(super) fn form(mut self) -> Form {
        let least = LEAST_STOCK.max(self.n_seen.div_ceil(STOCK));
        Form { stock: self.grams.frequent(least), ..self.without_stock() }
    }
}

impl Form {
    /// By word: whether it belongs to the form.
    pub(super) fn covers(&self, words: &[u32]) -> Vec<bool> {
        let mut covered = vec![false; words.len()];
        if self.lines.hashes.is_empty() {
            return covered;
        }
        let mut from = 0;
        for (at, line) in lines(words).enumerate() {
            if self.lines.has(line) {
                covered[from.max(at)..at + LINE].fill(true);
                from = at + LINE;
            }
        }
        covered
    }

    /// Whether a gram is a stock phrase or of the form.
    pub(super) fn is_stock(&self, gram: u32) -> bool {
        self.stock.has(gram)
    }
}
