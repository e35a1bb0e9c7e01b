//! The form that everybody fills in: words that stand in a large part of the documents and are nobody's own.

use std::collections::HashSet;
use std::hash::BuildHasherDefault;

use super::marks::{LINE, grams, lines};
use crate::text::AsIs;

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

/// The form, as it was learnt from documents, and the stock phrases that everybody uses.
#[derive(Debug, Clone, Default)]
pub struct Form {
    lines: Hashes,
    stock: Hashes,
}

/// Learns the form from the first documents.
#[derive(Default)]
pub(super) struct Learner {
    lines: Vec<u32>,
    grams: Vec<u32>,
    n_seen: usize,
}

impl Learner {
    /// Whether there is more to learn.
    pub(super) fn is_open(&self) -> bool {
        self.n_seen < SAMPLE
    }

    pub(super) fn see(&mut self, words: &[u32]) {
        if self.is_open() {
            self.n_seen += 1;
            append_once(&mut self.lines, lines(words));
            append_once(&mut self.grams, grams(words));
        }
    }

    pub(super) fn form(&self) -> Form {
        let least = LEAST.max(self.n_seen.div_ceil(SHARE));
        let stock = LEAST_STOCK.max(self.n_seen.div_ceil(STOCK));
        Form { lines: frequent(self.lines.clone(), least), stock: frequent(self.grams.clone(), stock) }
    }
}

/// Appends what one document has, each once.
fn append_once(all: &mut Vec<u32>, of_one: impl Iterator<Item = u32>) {
    let from = all.len();
    all.extend(of_one);
    all[from..].sort_unstable();
    let mut to = from;
    for at in from..all.len() {
        if to == from || all[to - 1] != all[at] {
            all[to] = all[at];
            to += 1;
        }
    }
    all.truncate(to);
}

fn frequent(mut all: Vec<u32>, least: usize) -> Hashes {
    all.sort_unstable();
    let runs = all.chunk_by(|one, two| one == two);
    runs.filter(|run| least <= run.len()).map(|run| run[0]).collect()
}

impl Form {
    /// By word: whether it belongs to the form.
    pub(super) fn covers(&self, words: &[u32]) -> Vec<bool> {
        let mut covered = vec![false; words.len()];
        if self.lines.is_empty() {
            return covered;
        }
        let mut from = 0;
        for (at, line) in lines(words).enumerate() {
            if self.lines.contains(&line) {
                covered[from.max(at)..at + LINE].fill(true);
                from = at + LINE;
            }
        }
        covered
    }

    /// Whether a gram is a stock phrase or of the form.
    pub(super) fn is_stock(&self, gram: u32) -> bool {
        self.stock.contains(&gram)
    }
}
