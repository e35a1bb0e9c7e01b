//! Many documents by their marks. A shelf holds as many as memory allows; more documents stand on more shelves.

use super::diagonal::Proof;

/// A mark that more documents have than this is no proof for any two of them.
pub(super) const WIDESPREAD: usize = 64;

/// A mark that no more documents have than this is worth two.
const RARE: usize = 4;

/// So many marks behind one that was counted stand in the same place.
pub(super) const PLACE: u32 = 2;

/// Two documents with fewer marks in common are not looked at: among many documents chance brings some together.
fn least(n_documents: usize) -> u16 {
    if n_documents <= FEW { 1 } else { 3 }
}

/// Among so many documents chance brings none together.
pub(super) const FEW: usize = 1000;

/// What was counted for a document.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    worth: u16,
    /// The number of the last mark that was counted, from 1 on.
    last: u32,
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

/// Marks with their documents, in order. They are brought into parts by their first bits, each small enough to be put in
/// order nearby.
fn in_order<'a>(
    first: u32,
    marks: impl Iterator<Item = &'a [u32]> + Clone,
    is_wanted: impl Fn(u32) -> bool,
) -> Vec<u64> {
    const PART: u32 = 32 - 8;
    let wanted = |row: &'a [u32]| row.iter().copied().filter(|mark| is_wanted(*mark));
    let mut ends = [0usize; 1 << (32 - PART)];
    marks.clone().flat_map(wanted).for_each(|mark| ends[(mark >> PART) as usize] += 1);
    let mut n = 0;
    for end in &mut ends {
        // Filling moves each start to where the part ends.
        n += std::mem::replace(end, n);
    }
    let mut entries = vec![0; n];
    for (document, row) in (first..).zip(marks) {
        for mark in wanted(row) {
            let place = &mut ends[(mark >> PART) as usize];
            entries[*place] = u64::from(mark) << 32 | u64::from(document);
            *place += 1;
        }
    }
    let mut start = 0;
    for end in ends {
        entries[start..end].sort_unstable();
        start = end;
    }
    entries
}

/// Leaves out what proves nothing: what a document has again, and the marks that too few or too many documents have.
fn keep_proofs(entries: &mut Vec<u64>, least_of_a_mark: usize) {
    entries.dedup();
    let (mut from, mut to) = (0, 0);
    while from < entries.len() {
        let mark = entries[from] >> 32;
        let n_same = entries[from..].iter().take_while(|entry| **entry >> 32 == mark).count();
        if least_of_a_mark <= n_same && n_same <= WIDESPREAD {
            entries.copy_within(from..from + n_same, to);
            to += n_same;
        }
        from += n_same;
    }
    entries.truncate(to);
    entries.shrink_to_fit();
}

/// Documents by their marks.
pub(super) struct Shelf {
    first: u32,
    /// Marks with their documents, in order.
    entries: Vec<u64>,
    /// Where the entries begin whose mark has these first bits.
    starts: Vec<u32>,
    shift: u32,
    counts: Vec<Count>,
    found: Vec<u32>,
    asked: Vec<Asked>,
    least: u16,
}

impl Shelf {
    /// Puts documents up, numbered from `first` on, by those of their marks that `is_wanted` and that at least so many of
    /// them have.
    pub(super) fn new<'a>(
        first: u32,
        marks: impl Iterator<Item = &'a [u32]> + Clone,
        is_wanted: impl Fn(u32) -> bool,
        least_of_a_mark: usize,
    ) -> Shelf {
        let n = marks.clone().count();
        let mut entries = in_order(first, marks, is_wanted);
        keep_proofs(&mut entries, least_of_a_mark);
        let bits = (usize::BITS - entries.len().leading_zeros()).clamp(4, 24);
        let shift = 64 - bits;
        let mut starts = vec![0u32; (1 << bits) + 1];
        entries.iter().for_each(|entry| starts[(entry >> shift) as usize + 1] += 1);
        (0..1 << bits).for_each(|at| starts[at + 1] += starts[at]);
        let counts = vec![Count::default(); n];
        Shelf { first, entries, starts, shift, counts, found: Vec::new(), asked: Vec::new(), least: 1 }
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
        // All are fetched before one is read, so that memory is waited for once.
        let first = |asked: &Asked| self.entries.get(asked.from as usize).copied().unwrap_or_default();
        std::hint::black_box(self.asked.iter().fold(0, |all, asked| all ^ first(asked)));
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
        for asked in &self.asked {
            let worth = asked.worth();
            let same = &self.entries[asked.from as usize..asked.to as usize];
            for document in same.iter().map(|entry| *entry as u32).take_while(|document| *document < before) {
                let count = &mut self.counts[(document - self.first) as usize];
                if count.last == 0 {
                    self.found.push(document);
                }
                if count.last == 0 || count.last + PLACE < asked.number {
                    count.worth = count.worth.saturating_add(worth);
                    count.last = asked.number;
                }
            }
        }
        self.found.sort_unstable();
        for document in self.found.drain(..) {
            let count = std::mem::take(&mut self.counts[(document - self.first) as usize]);
            if self.least <= count.worth {
                each(document, count.worth);
            }
        }
    }
}
