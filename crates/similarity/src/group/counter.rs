//! Counts what many texts have in common with one.

/// How many bits of a cell tell the round; the rest hold the count, enough for the marks of a text at their highest worth.
const ROUND_BITS: u32 = 7;
const COUNT_BITS: u32 = u16::BITS - ROUND_BITS;
const MOST: u16 = (1 << COUNT_BITS) - 1;

/// Counts for one text after another. A count of an earlier round is nothing, so that none has to be wiped after each.
#[derive(Default)]
pub(super) struct Counter {
    cells: Vec<u16>,
    /// The round, in the place where a cell holds it.
    round: u16,
    least: u16,
    found: Vec<u32>,
    n_found: usize,
}

impl Counter {
    /// Begins to count among so many texts; those counted less than `least` are not found.
    pub(super) fn begin(&mut self, n_texts: usize, least: u16) {
        self.cells.resize(n_texts, 0);
        self.round = self.round.wrapping_add(1 << COUNT_BITS);
        if self.round == 0 {
            self.cells.fill(0);
            self.round = 1 << COUNT_BITS;
        }
        (self.least, self.n_found) = (self.round + least.clamp(1, MOST), 0);
    }

    /// Counts each of some texts. A text is written down each time, and stays when it has just become one that counts.
    #[inline]
    pub(super) fn count(&mut self, texts: &[u32], worth: u16) {
        if self.found.len() < self.n_found + texts.len() {
            self.found.resize(2 * (self.n_found + texts.len()), 0);
        }
        let (round, least) = (self.round, self.least);
        for text in texts {
            let cell = &mut self.cells[*text as usize];
            let before = round.max(*cell);
            let after = (before + worth).min(round | MOST);
            *cell = after;
            self.found[self.n_found] = *text;
            self.n_found += usize::from(before < least && least <= after);
        }
    }

    /// The texts that count, with how much.
    pub(super) fn found(&self) -> impl Iterator<Item = (u32, u16)> {
        self.found[..self.n_found].iter().map(|text| (*text, self.cells[*text as usize] & MOST))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_round_counts_from_nothing() {
        let mut counter = Counter::default();
        for round in 0..200 {
            counter.begin(4, 3);
            counter.count(&[0, 1, 2], 2);
            counter.count(&[0, 2], 1);
            let mut found: Vec<(u32, u16)> = counter.found().collect();
            found.sort_unstable();
            assert_eq!(found, [(0, 3), (2, 3)], "{round}");
        }
        counter.begin(1, 1);
        (0..5000).for_each(|_| counter.count(&[0], 4));
        assert_eq!(counter.found().collect::<Vec<_>>(), [(0, MOST)]);
    }
}
