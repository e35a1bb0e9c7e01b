//! Many documents by their marks. A shelf holds as many as memory allows; more documents stand on more shelves.

/// A mark that more documents have than this is no proof for any two of them.
const WIDESPREAD: usize = 64;

/// A mark that no more documents have than this is worth two.
const RARE: usize = 4;

/// Two documents with fewer marks in common are not looked at: among many documents chance brings some together.
fn least(n_documents: usize) -> u16 {
    match n_documents {
        0..=1000 => 1,
        1001..=5000 => 2,
        _ => 4,
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
    counts: Vec<u16>,
    least: u16,
}

impl Shelf {
    /// Puts documents up, numbered from `first` on.
    pub(super) fn new<'a>(first: u32, n_all: usize, marks: impl Iterator<Item = &'a [u32]>) -> Shelf {
        let mut entries = Vec::new();
        let mut n = 0u32;
        for row in marks {
            entries.extend(row.iter().map(|mark| u64::from(*mark) << 32 | u64::from(first + n)));
            n += 1;
        }
        entries.sort_unstable();
        let bits = (usize::BITS - entries.len().leading_zeros()).clamp(4, 24);
        let shift = 64 - bits;
        let mut starts = vec![0u32; (1 << bits) + 1];
        entries.iter().for_each(|entry| starts[(entry >> shift) as usize + 1] += 1);
        (0..1 << bits).for_each(|at| starts[at + 1] += starts[at]);
        Shelf { first, entries, starts, shift, counts: vec![0; n as usize], least: least(n_all) }
    }

    /// The documents before `before` that share marks with a document, with how many.
    pub(super) fn candidates(&mut self, marks: &[u32], before: u32) -> Vec<(u32, u16)> {
        let mut found = Vec::new();
        for mark in marks {
            let bucket = (u64::from(*mark) << 32 >> self.shift) as usize;
            let all = &self.entries[self.starts[bucket] as usize..self.starts[bucket + 1] as usize];
            let from = all.partition_point(|entry| ((entry >> 32) as u32) < *mark);
            let same = all[from..].iter().take_while(|entry| (**entry >> 32) as u32 == *mark);
            let n_same = same.clone().take(WIDESPREAD + 1).count();
            if WIDESPREAD < n_same {
                continue;
            }
            let worth = if n_same <= RARE { 2 } else { 1 };
            for entry in same {
                let document = *entry as u32;
                if before <= document {
                    break;
                }
                let count = &mut self.counts[(document - self.first) as usize];
                if *count == 0 {
                    found.push(document);
                }
                *count = count.saturating_add(worth);
            }
        }
        let least = self.least;
        let counts = &mut self.counts;
        let first = self.first;
        let counted = found.into_iter().map(|document| {
            let count = std::mem::take(&mut counts[(document - first) as usize]);
            (document, count)
        });
        let mut enough: Vec<(u32, u16)> = counted.filter(|(_, count)| least <= *count).collect();
        enough.sort_unstable();
        enough
    }
}
