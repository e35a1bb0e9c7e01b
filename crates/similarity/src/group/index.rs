//! Which texts have a mark: built at once, read often.

use std::ops::Range;

/// The entries are kept apart by the first bits of their mark while they come in, so that sorting takes little room.
const PARTS: usize = 16;

/// Gathers the marks of texts.
pub(super) struct Gathering {
    parts: Vec<Vec<u64>>,
    n_texts: u32,
}

fn entry(mark: u32, text: u32) -> u64 {
    u64::from(mark) << 32 | u64::from(text)
}

impl Gathering {
    pub(super) fn new() -> Gathering {
        Gathering { parts: vec![Vec::new(); PARTS], n_texts: 0 }
    }

    /// Takes the marks of the next text.
    pub(super) fn push(&mut self, marks: &[u32]) {
        for mark in marks {
            self.parts[(mark >> 28) as usize].push(entry(*mark, self.n_texts));
        }
        self.n_texts += 1;
    }

    /// Builds the index.
    pub(super) fn finish(self) -> Index {
        let total = self.parts.iter().map(Vec::len).sum();
        let mut entries = Vec::with_capacity(total);
        let mut spare = Vec::new();
        for part in self.parts {
            let from = entries.len();
            sort_into(part, &mut spare, &mut entries);
            debug_assert!(entries[from..].is_sorted());
        }
        entries.dedup();
        Index::over(entries, self.n_texts as usize)
    }
}

/// Appends a part in order: by mark, then by text. The texts come in order, so only the marks are sorted by.
fn sort_into(mut part: Vec<u64>, spare: &mut Vec<u64>, entries: &mut Vec<u64>) {
    const BITS: u32 = 10;
    if part.len() < 1 << BITS {
        part.sort_unstable();
        entries.extend_from_slice(&part);
        return;
    }
    // The first four bits are the same throughout; 28 are left, in three rounds of ten, the last of eight.
    for shift in [32, 42, 52] {
        let mut starts = [0usize; (1 << BITS) + 1];
        let digit = |entry: u64| (entry >> shift & ((1 << BITS) - 1)) as usize;
        part.iter().for_each(|entry| starts[digit(*entry) + 1] += 1);
        (0..1 << BITS).for_each(|at| starts[at + 1] += starts[at]);
        spare.clear();
        spare.resize(part.len(), 0);
        for entry in &part {
            let at = &mut starts[digit(*entry)];
            spare[*at] = *entry;
            *at += 1;
        }
        std::mem::swap(&mut part, spare);
    }
    entries.extend_from_slice(&part);
}

/// The texts of each mark, in the order of the texts.
#[derive(Default)]
pub(super) struct Index {
    /// Marks with their texts, in order.
    entries: Vec<u64>,
    /// For each text in turn: where the entries of its marks lie, of marks that another text has too.
    shared: Vec<(u32, u32)>,
    /// Where the marks of a text end in `shared`.
    ends: Vec<u32>,
}

impl Index {
    fn over(entries: Vec<u64>, n_texts: usize) -> Index {
        let mut ends = vec![0u32; n_texts + 1];
        each_shared(&entries, |range| {
            entries[range].iter().for_each(|entry| ends[*entry as u32 as usize + 1] += 1);
        });
        (0..n_texts).for_each(|text| ends[text + 1] += ends[text]);
        let mut shared = vec![(0, 0); ends.last().copied().unwrap_or_default() as usize];
        each_shared(&entries, |range| {
            for entry in &entries[range.clone()] {
                let at = &mut ends[*entry as u32 as usize];
                shared[*at as usize] = (range.len() as u32, range.start as u32);
                *at += 1;
            }
        });
        Index { entries, shared, ends }
    }

    /// The marks of a text that others have too, the rarest first: how many texts have it, and where they are.
    pub(super) fn shared(&mut self, text: u32) -> &[(u32, u32)] {
        // Filling moved each end to where the next one was.
        let start = (text as usize).checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        let lists = &mut self.shared[start..self.ends[text as usize] as usize];
        lists.sort_unstable();
        lists
    }

    /// The texts of a mark found by [`Index::shared`], at most `most`, as far as they come before a text.
    pub(super) fn earlier(&self, list: (u32, u32), most: usize, text: u32) -> impl Iterator<Item = u32> {
        let (n, start) = (list.0 as usize, list.1 as usize);
        self.entries[start..start + n.min(most)]
            .iter()
            .map(|entry| *entry as u32)
            .take_while(move |other| *other < text)
    }

    /// The texts of any mark.
    pub(super) fn of(&self, mark: u32) -> (u32, u32) {
        let start = self.entries.partition_point(|known| *known < entry(mark, 0));
        let n = self.entries[start..].iter().take_while(|known| (**known >> 32) as u32 == mark).count();
        (n as u32, start as u32)
    }
}

/// Calls `each` with the entries of each mark that several texts have.
fn each_shared(entries: &[u64], mut each: impl FnMut(Range<usize>)) {
    let mut start = 0;
    for at in 1..=entries.len() {
        if entries.get(at).is_none_or(|entry| entry >> 32 != entries[start] >> 32) {
            if 1 < at - start {
                each(start..at);
            }
            start = at;
        }
    }
}
