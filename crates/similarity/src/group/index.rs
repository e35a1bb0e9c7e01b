//! Which texts have a mark: built at once, read often.
//!
//! A mark that one text alone has leads nowhere, and one that a great many have leads to all of them. So marks are counted
//! first, roughly, and of each text the rarest that are not its alone are kept.

use std::ops::Range;

/// The entries are kept apart by the first bits of their mark while they come in, so that sorting takes little room.
const PARTS: usize = 16;

fn entry(mark: u32, text: u32) -> u64 {
    u64::from(mark) << 32 | u64::from(text)
}

/// How many texts have each mark, roughly: marks that meet in one place are counted as one.
struct Counts {
    counts: Vec<u8>,
    shift: u32,
}

impl Counts {
    fn of(marks: &[u32]) -> Counts {
        let bits = (usize::BITS - marks.len().leading_zeros() + 1).clamp(12, 27);
        let mut counts = Counts { counts: vec![0; 1 << bits], shift: 32 - bits };
        for mark in marks {
            let count = &mut counts.counts[(*mark >> counts.shift) as usize];
            *count = count.saturating_add(1);
        }
        counts
    }

    #[inline]
    fn get(&self, mark: u32) -> u8 {
        self.counts[(mark >> self.shift) as usize]
    }
}

/// Chooses the marks that are kept, and puts them in order. `ends` says where those of each sentence end, and its text.
pub(super) fn build(marks: Vec<u32>, ends: &[(u64, u32)], n_texts: usize) -> Index {
    let counts = Counts::of(&marks);
    let mut parts = vec![Vec::new(); PARTS];
    let mut start = 0;
    for (end, text) in ends {
        for mark in &marks[start as usize..*end as usize] {
            if 1 < counts.get(*mark) {
                parts[(mark >> 28) as usize].push(entry(*mark, *text));
            }
        }
        start = *end;
    }
    drop((marks, counts));
    let total = parts.iter().map(Vec::len).sum();
    let mut entries = Vec::with_capacity(total);
    let mut spare = Vec::new();
    for part in parts {
        sort_into(part, &mut spare, &mut entries);
    }
    entries.dedup();
    Index::over(&entries, n_texts)
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

/// A mark of a text that others have too.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Shared {
    /// How many texts have it.
    pub(super) n: u16,
    /// How many of them come before the text.
    n_before: u16,
    /// Where the text stands among all entries.
    place: u32,
}

/// The texts of each mark, in the order of the texts.
#[derive(Default)]
pub(super) struct Index {
    /// The texts of each mark, one mark after another.
    texts: Vec<u32>,
    /// For each text in turn: its marks that another text has too.
    shared: Vec<Shared>,
    /// Where the marks of a text end in `shared`.
    ends: Vec<u32>,
}

impl Index {
    fn over(entries: &[u64], n_texts: usize) -> Index {
        let mut ends = vec![0u32; n_texts + 1];
        each_shared(entries, |range| {
            entries[range].iter().for_each(|entry| ends[*entry as u32 as usize + 1] += 1);
        });
        (0..n_texts).for_each(|text| ends[text + 1] += ends[text]);
        let mut shared = vec![Shared::default(); ends.last().copied().unwrap_or_default() as usize];
        let few = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        each_shared(entries, |range| {
            for (n_before, entry) in entries[range.clone()].iter().enumerate() {
                let at = &mut ends[*entry as u32 as usize];
                let place = (range.start + n_before) as u32;
                shared[*at as usize] = Shared { n: few(range.len()), n_before: few(n_before), place };
                *at += 1;
            }
        });
        Index { texts: entries.iter().map(|entry| *entry as u32).collect(), shared, ends }
    }

    /// The marks of a text that others have too.
    pub(super) fn shared(&self, text: u32) -> &[Shared] {
        // Filling moved each end to where the next one was.
        let start = (text as usize).checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.shared[start..self.ends[text as usize] as usize]
    }

    /// The last texts before a text that have one of its marks, at most so many.
    pub(super) fn before(&self, mark: Shared, most: usize) -> impl Iterator<Item = u32> {
        let place = mark.place as usize;
        self.texts[place - most.min(usize::from(mark.n_before))..place].iter().copied()
    }
}

/// All marks of all texts, for texts that come one by one.
pub(super) struct Standing {
    entries: Vec<u64>,
}

impl Standing {
    pub(super) fn of(marks: &[u32], ends: &[(u64, u32)]) -> Standing {
        let mut entries = Vec::with_capacity(marks.len());
        let mut start = 0;
        for (end, text) in ends {
            entries.extend(marks[start as usize..*end as usize].iter().map(|mark| entry(*mark, *text)));
            start = *end;
        }
        entries.sort_unstable();
        entries.dedup();
        Standing { entries }
    }

    /// The texts of a mark, in the lower halves.
    pub(super) fn of_mark(&self, mark: u32) -> &[u64] {
        let start = self.entries.partition_point(|known| *known < entry(mark, 0));
        let rest = &self.entries[start..];
        // Of marks that so many have, it does not matter which has more.
        const MANY: usize = 1 << 12;
        let n = rest.iter().take(MANY).take_while(|known| (**known >> 32) as u32 == mark).count();
        &rest[..n]
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
