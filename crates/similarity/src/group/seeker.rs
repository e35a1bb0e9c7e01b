//! The earlier texts that a text is compared with: those with most marks in common.
//!
//! Looking for them asks nothing of what comes of comparing, so it is done beside it, some texts ahead.

use std::sync::mpsc::SyncSender;

use super::Reach;
use super::counter::Counter;
use super::finder::MANY;
use super::index::Index;

/// Which of the texts that have marks in common are wanted.
#[derive(Clone, Copy)]
pub(super) struct Wanted {
    /// How much must be counted for a text of so many words, at least.
    pub(super) least: fn(u32) -> u16,
    /// The least of it for the words of both texts, in parts of 65,536.
    share: u32,
    /// How many, at most: those with most marks in common.
    most: usize,
}

impl Wanted {
    /// Among so many texts. The marks of very many lead to fewer by chance.
    pub(super) fn of(reach: Reach, n_texts: usize) -> Wanted {
        match reach {
            Reach::Reworded => Wanted {
                least: |n_words| if n_words < 8 { 1 } else { 4 },
                share: 1500,
                most: if MANY < n_texts { 16 } else { 32 },
            },
            // Near copies have most marks in common, and the foremost is one of them.
            Reach::NearCopies => {
                Wanted { least: if MANY < n_texts { least_of_many } else { least_of_few }, share: 0, most: 4 }
            }
        }
    }

    /// Puts those for whom most was counted for the words of both texts behind those that are there, the foremost first.
    pub(super) fn foremost(
        &self,
        own: u32,
        counted: impl Iterator<Item = (u32, u16)>,
        length: impl Fn(u32) -> u32,
        all: &mut Vec<(u32, u32)>,
    ) {
        let from = all.len();
        for (other, count) in counted {
            let share = (u32::from(count) << 16) / (own + length(other));
            if self.share <= share {
                all.push((share, other));
            }
        }
        let rank = |(share, other): &(u32, u32)| (std::cmp::Reverse(*share), *other);
        let best = &mut all[from..];
        if self.most < best.len() {
            best.select_nth_unstable_by_key(self.most, rank);
            all.truncate(from + self.most);
        }
        all[from..].sort_unstable_by_key(rank);
    }
}

/// How much near copies have in common, at least, among few texts and among many.
fn least_of_few(n_words: u32) -> u16 {
    if n_words < 8 { 1 } else { 2 }
}

fn least_of_many(n_words: u32) -> u16 {
    if n_words < 60 { least_of_few(n_words) } else { 3 }
}

/// Looks for texts with marks in common, for one text after another.
pub(super) struct Seeker {
    index: Index,
    counter: Counter,
    /// By text: how many words it has.
    lengths: Vec<u32>,
    wanted: Wanted,
}

/// What was found for some texts.
#[derive(Default)]
pub(super) struct Found {
    candidates: Vec<(u32, u32)>,
    /// By text: where its candidates end.
    ends: Vec<usize>,
}

/// So many texts are handed over at once.
const AT_ONCE: usize = 256;
/// So many times as many may wait to be compared.
pub(super) const AHEAD: usize = 16;

impl Found {
    /// The candidates of each text.
    pub(super) fn of_each(&self) -> impl Iterator<Item = &[(u32, u32)]> {
        let starts = std::iter::once(&0).chain(&self.ends);
        starts.zip(&self.ends).map(|(start, end)| &self.candidates[*start..*end])
    }
}

impl Seeker {
    pub(super) fn new(index: Index, lengths: Vec<u32>, wanted: Wanted) -> Seeker {
        Seeker { index, counter: Counter::default(), lengths, wanted }
    }

    /// Looks for all texts in their order and hands over what was found, until nobody listens any more.
    pub(super) fn seek(mut self, found: &SyncSender<Found>) {
        let n = self.lengths.len();
        for from in (0..n).step_by(AT_ONCE) {
            let mut of_some = Found::default();
            for text in from..(from + AT_ONCE).min(n) {
                self.candidates(text as u32, &mut of_some.candidates);
                of_some.ends.push(of_some.candidates.len());
            }
            if found.send(of_some).is_err() {
                return;
            }
        }
    }

    /// Puts the earlier texts that have most marks in common with a text behind those that are there.
    fn candidates(&mut self, text: u32, all: &mut Vec<(u32, u32)>) {
        let own = self.lengths[text as usize];
        self.counter.begin(self.lengths.len(), (self.wanted.least)(own));
        let counter = &mut self.counter;
        self.index.before(text, |before, worth| counter.count(before, worth));
        let others = self.counter.found().filter(|(other, _)| *other != text);
        self.wanted.foremost(own, others, |other| self.lengths[other as usize], all);
    }
}
