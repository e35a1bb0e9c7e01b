//! Many documents by their marks. A shelf holds as many as memory allows; more documents stand on more shelves.

use std::ops::Range;

use super::diagonal::Proof;
use super::proofs::proofs;
use super::rows::Rows;

/// A mark that more documents have than this is no proof for any two of them.
pub(super) const WIDESPREAD: usize = 64;

/// A mark that no more documents have than this is worth two.
const RARE: usize = 4;

/// So many marks behind one that was counted stand in the same place.
pub(super) const PLACE: u32 = 3;

/// Two documents with fewer marks in common are not looked at: among many documents chance brings some together.
fn least(n_documents: usize) -> u16 {
    if n_documents <= FEW { 1 } else { 3 }
}

/// Among so many documents chance brings none together.
pub(super) const FEW: usize = 1000;

/// What was counted for a document.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    /// For which document; what was counted for an earlier one is nothing, so that none has to be wiped.
    round: u32,
    worth: u16,
    /// The number of the last mark that was counted, from 1 on; beyond the highest no more are.
    last: u16,
}

/// A mark of the document that is asked about: its number, and where the documents are that have it too.
struct Asked {
    number: u32,
    mark: u32,
    from: u32,
    to: u32,
}

impl Asked {
    fn worth(&self) -> u16 {
        if (self.to - self.from) as usize <= RARE { 2 } else { 1 }
    }
}

/// Documents by their marks.
pub(super) struct Shelf {
    first: u32,
    /// Marks with their documents, in order.
    entries: Vec<u64>,
    /// Where the entries begin whose mark has these first bits.
    starts: Vec<u32>,
    shift: u32,
    /// By the place of a mark among those of all, from a place on: where its entries begin, and how many they are.
    own: Vec<(u32, u32)>,
    own_from: usize,
    counts: Vec<Count>,
    round: u32,
    found: Vec<u32>,
    asked: Vec<Asked>,
    least: u16,
}

impl Shelf {
    /// Puts documents up, by those of their marks that `is_wanted` and that at least so many of them have.
    pub(super) fn new(rows: Rows, is_wanted: impl Fn(u32) -> bool, least_of_a_mark: usize) -> Shelf {
        Shelf::met(rows, is_wanted, least_of_a_mark, |_, _| {})
    }

    /// The same, ready to be asked about the documents themselves.
    pub(super) fn with_own(rows: Rows, is_wanted: impl Fn(u32) -> bool, least_of_a_mark: usize) -> Shelf {
        let marks = rows.range();
        let mut own = vec![(0, 0); marks.len()];
        let shelf = Shelf::met(rows, is_wanted, least_of_a_mark, |place, entries| {
            own[place - marks.start] = (entries.start as u32, entries.len() as u32);
        });
        Shelf { own_from: marks.start, own, ..shelf }
    }

    fn met(
        rows: Rows,
        is_wanted: impl Fn(u32) -> bool,
        least_of_a_mark: usize,
        met: impl FnMut(usize, Range<usize>),
    ) -> Shelf {
        let entries = proofs(rows, is_wanted, least_of_a_mark, met);
        let bits = (usize::BITS - entries.len().leading_zeros()).clamp(4, 24);
        let shift = 64 - bits;
        let mut starts = vec![0u32; (1 << bits) + 1];
        entries.iter().for_each(|entry| starts[(entry >> shift) as usize + 1] += 1);
        (0..1 << bits).for_each(|at| starts[at + 1] += starts[at]);
        Shelf {
            first: rows.first(),
            entries,
            starts,
            shift,
            own_from: 0,
            own: Vec::new(),
            counts: vec![Count::default(); rows.n_documents()],
            round: 0,
            found: Vec::new(),
            asked: Vec::new(),
            least: 1,
        }
    }

    /// The same, where the documents stand among so many in all.
    pub(super) fn among(self, n_all: usize) -> Shelf {
        Shelf { least: least(n_all), ..self }
    }

    /// Looks up the marks of a document, in the order in which they stand. What too many documents have is no proof.
    pub(super) fn ask(&mut self, marks: &[u32], is_wanted: impl Fn(u32) -> bool) {
        self.asked.clear();
        let wanted = (1..).zip(marks).filter(|(_, mark)| is_wanted(**mark));
        self.asked.extend(wanted.map(|(number, mark)| {
            let bucket = (u64::from(*mark) << 32 >> self.shift) as usize;
            Asked { number, mark: *mark, from: self.starts[bucket], to: self.starts[bucket + 1] }
        }));
        self.look_up();
    }

    /// The same for a document that stands here, by the place of its marks among those of all.
    pub(super) fn ask_own(&mut self, marks: &[u32], from: usize) {
        self.asked.clear();
        let own = self.own[from - self.own_from..].iter().zip(marks);
        let known = (1..).zip(own).filter(|(_, ((_, n), _))| *n != 0);
        self.asked.extend(known.map(|(number, ((from, n), mark))| Asked {
            number,
            mark: *mark,
            from: *from,
            to: from + n,
        }));
        self.fetch();
    }

    /// Fetches the entries of all marks before one is read, so that memory is waited for once.
    fn fetch(&self) {
        let first = |asked: &Asked| self.entries.get(asked.from as usize).copied().unwrap_or_default();
        std::hint::black_box(self.asked.iter().fold(0, |all, asked| all ^ first(asked)));
    }

    /// Finds where the documents of each mark are that is asked for.
    fn look_up(&mut self) {
        self.fetch();
        let entries = &self.entries;
        self.asked.retain_mut(|asked| {
            let all = &entries[asked.from as usize..asked.to as usize];
            let from = all.iter().take_while(|entry| ((**entry >> 32) as u32) < asked.mark).count();
            let n_same = all[from..].iter().take_while(|entry| (**entry >> 32) as u32 == asked.mark).count();
            asked.from += from as u32;
            asked.to = asked.from + n_same as u32;
            0 < n_same
        });
    }

    /// The marks that were found, each with its number in the document that was asked about, from 1 on.
    pub(super) fn proofs(&self) -> impl Iterator<Item = Proof> + Clone {
        self.asked.iter().map(|asked| Proof { mark: asked.mark, number: asked.number, worth: asked.worth() })
    }

    /// The documents before `before` that share marks with the one asked about in several places, with what these are worth.
    ///
    /// Marks next to each other count as one place: a sentence that two documents share by chance has several, and in one
    /// place only.
    pub(super) fn candidates(&mut self, before: u32, mut each: impl FnMut(u32, u16)) {
        self.round += 1;
        let (round, least) = (self.round, self.least);
        for asked in &self.asked {
            let worth = asked.worth();
            let number = u16::try_from(asked.number).unwrap_or(u16::MAX);
            let same = &self.entries[asked.from as usize..asked.to as usize];
            for document in same.iter().map(|entry| *entry as u32).take_while(|document| *document < before) {
                let count = &mut self.counts[(document - self.first) as usize];
                if count.round != round {
                    *count = Count { round, ..Count::default() };
                }
                if count.last == 0 || count.last.saturating_add(PLACE as u16) < number {
                    let known = count.worth;
                    count.worth = known.saturating_add(worth);
                    count.last = number;
                    if known < least && least <= count.worth {
                        self.found.push(document);
                    }
                }
            }
        }
        self.found.sort_unstable();
        for document in self.found.drain(..) {
            each(document, self.counts[(document - self.first) as usize].worth);
        }
    }
}
