//! Many documents by their marks. A shelf holds as many as memory allows; more documents stand on more shelves.

/// A mark that more documents have than this is no proof for any two of them.
const WIDESPREAD: usize = 64;

/// A mark that no more documents have than this is worth two.
const RARE: usize = 4;

/// So many marks behind one that was counted stand in the same place.
const PLACE: u32 = 2;

/// Two documents with fewer marks in common are not looked at: among many documents chance brings some together.
fn least(n_documents: usize) -> u16 {
    match n_documents {
        0..=1000 => 1,
        _ => 3,
    }
}

/// Which marks more than one document has, roughly: of those in doubt it is said that they have.
pub(super) struct Common {
    /// Two bits a place: met once, met again.
    once: Vec<u64>,
    again: Vec<u64>,
    shift: u32,
}

impl Common {
    pub(super) fn of(marks: &[u32]) -> Common {
        let bits = (usize::BITS - marks.len().leading_zeros() + 2).clamp(12, 32);
        let mut common =
            Common { once: vec![0; 1 << (bits - 6)], again: vec![0; 1 << (bits - 6)], shift: 32 - bits };
        for mark in marks {
            let (at, bit) = common.place(*mark);
            common.again[at] |= common.once[at] & bit;
            common.once[at] |= bit;
        }
        common
    }

    #[inline]
    fn place(&self, mark: u32) -> (usize, u64) {
        let place = mark >> self.shift;
        ((place >> 6) as usize, 1 << (place & 63))
    }

    #[inline]
    pub(super) fn has(&self, mark: u32) -> bool {
        let (at, bit) = self.place(mark);
        self.again[at] & bit != 0
    }
}

/// What was counted for a document.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    worth: u16,
    /// The number of the last mark that was counted, from 1 on.
    last: u32,
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
    least: u16,
}

impl Shelf {
    /// Puts documents up, numbered from `first` on, by those of their marks that `is_wanted`.
    pub(super) fn new<'a>(
        first: u32,
        n_all: usize,
        marks: impl Iterator<Item = &'a [u32]>,
        is_wanted: impl Fn(u32) -> bool,
    ) -> Shelf {
        let mut entries = Vec::new();
        let mut n = 0u32;
        for row in marks {
            let wanted = row.iter().filter(|mark| is_wanted(**mark));
            entries.extend(wanted.map(|mark| u64::from(*mark) << 32 | u64::from(first + n)));
            n += 1;
        }
        entries.sort_unstable();
        entries.dedup();
        let bits = (usize::BITS - entries.len().leading_zeros()).clamp(4, 24);
        let shift = 64 - bits;
        let mut starts = vec![0u32; (1 << bits) + 1];
        entries.iter().for_each(|entry| starts[(entry >> shift) as usize + 1] += 1);
        (0..1 << bits).for_each(|at| starts[at + 1] += starts[at]);
        let counts = vec![Count::default(); n as usize];
        Shelf { first, entries, starts, shift, counts, found: Vec::new(), least: least(n_all) }
    }

    /// The documents before `before` that share marks with a document in several places.
    ///
    /// The marks come in the order in which they stand. Marks next to each other count as one place: a sentence that two
    /// documents share by chance has several, and in one place only.
    pub(super) fn candidates(
        &mut self,
        marks: &[u32],
        before: u32,
        is_wanted: impl Fn(u32) -> bool,
        mut each: impl FnMut(u32),
    ) {
        for (number, mark) in marks.iter().enumerate() {
            if is_wanted(*mark) {
                self.count(number as u32 + 1, *mark, before);
            }
        }
        self.found.sort_unstable();
        for document in self.found.drain(..) {
            let count = std::mem::take(&mut self.counts[(document - self.first) as usize]);
            if self.least <= count.worth {
                each(document);
            }
        }
    }

    #[inline]
    fn count(&mut self, number: u32, mark: u32, before: u32) {
        let bucket = (u64::from(mark) << 32 >> self.shift) as usize;
        let all = &self.entries[self.starts[bucket] as usize..self.starts[bucket + 1] as usize];
        let is_before = |entry: &u64| ((*entry >> 32) as u32) < mark;
        let from = all.iter().take_while(|entry| is_before(entry)).count();
        let same = all[from..].iter().take(WIDESPREAD + 1).take_while(|entry| (**entry >> 32) as u32 == mark);
        let n_same = same.clone().count();
        if WIDESPREAD < n_same {
            return;
        }
        let worth = if n_same <= RARE { 2 } else { 1 };
        for entry in same {
            let document = *entry as u32;
            if before <= document {
                break;
            }
            let count = &mut self.counts[(document - self.first) as usize];
            if count.last == 0 {
                self.found.push(document);
            }
            if count.last == 0 || count.last + PLACE < number {
                count.worth = count.worth.saturating_add(worth);
                count.last = number;
            }
        }
    }
}
