//! The marks that prove something, each with the documents that have it, put in order at once.

use std::ops::Range;

use super::rows::{Owners, Rows};
use super::shelf::WIDESPREAD;

/// How many bits of a mark tell its part.
const PART: u32 = 8;

/// Marks in the upper half with their documents in the lower, in order: those that neither too few nor too many documents
/// have. `met` is told for each mark of a document its place among all marks and where the entries of its documents stand.
///
/// They are brought into parts by their first bits, and each part, nearby by then, into smaller ones by the next bits.
pub(super) fn proofs(
    rows: Rows,
    is_wanted: impl Fn(u32) -> bool,
    least_of_a_mark: usize,
    mut met: impl FnMut(usize, Range<usize>),
) -> Vec<u64> {
    let part = |mark: u32| (mark >> (u32::BITS - PART)) as usize;
    let wanted = || rows.marks().filter(|(_, mark)| is_wanted(*mark));
    let mut ends = [0usize; 1 << PART];
    wanted().for_each(|(_, mark)| ends[part(mark)] += 1);
    let mut n = 0;
    // Filling moves each start to where the part ends.
    ends.iter_mut().for_each(|end| n += std::mem::replace(end, n));
    let mut entries = vec![0; n];
    for (place, mark) in wanted() {
        let end = &mut ends[part(mark)];
        entries[*end] = u64::from(mark) << 32 | place as u64;
        *end += 1;
    }
    let owners = Owners::of(rows);
    let (mut start, mut to) = (0, 0);
    let (mut nearby, mut nearby_ends) = (Vec::new(), Vec::new());
    for end in ends {
        in_small_parts(&entries[start..end], &mut nearby, &mut nearby_ends);
        let mut from = 0;
        for end in &nearby_ends {
            let small = &mut nearby[from..*end as usize];
            small.sort_unstable();
            for same in small.chunk_by(|one, two| one >> 32 == two >> 32) {
                let n = put(same, &owners, &mut entries[to..]);
                if (least_of_a_mark..=WIDESPREAD).contains(&n) {
                    same.iter().for_each(|entry| met(*entry as u32 as usize, to..to + n));
                    to += n;
                }
            }
            from = *end as usize;
        }
        start = end;
    }
    entries.truncate(to);
    entries.shrink_to_fit();
    entries
}

/// Puts the entries of a part into `nearby`, those with the same next bits side by side; `ends` says where these end.
fn in_small_parts(part: &[u64], nearby: &mut Vec<u64>, ends: &mut Vec<u32>) {
    let bits = part.len().max(1).ilog2().clamp(3, 16) - 1;
    let small = |entry: u64| (entry << PART >> (u64::BITS - bits)) as usize;
    ends.clear();
    ends.resize(1 << bits, 0);
    part.iter().for_each(|entry| ends[small(*entry)] += 1);
    let mut n = 0;
    ends.iter_mut().for_each(|end| n += std::mem::replace(end, n));
    nearby.clear();
    nearby.resize(part.len(), 0);
    for entry in part {
        let end = &mut ends[small(*entry)];
        nearby[*end as usize] = *entry;
        *end += 1;
    }
}

/// Writes a mark with its documents, each once, to the beginning of `entries`; how many they are is answered.
fn put(same: &[u64], owners: &Owners, entries: &mut [u64]) -> usize {
    let mut n = 0;
    for entry in same {
        let document = u64::from(owners.owner(*entry as u32 as usize));
        let entry = *entry >> 32 << 32 | document;
        if n == 0 || entries[n - 1] != entry {
            entries[n] = entry;
            n += 1;
        }
    }
    n
}
