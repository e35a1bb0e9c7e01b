//! The longest row of words that two sentences have in common in the same order, counted for 64 words at a time.
//!
//! A table tells for each place in both sentences how long a row their rests have in common. From one word of the second
//! sentence to the next that number grows by one or stays, so that one bit tells it, and a line of the table is made of the
//! next one by adding (Hyyrö, *Bit-parallel LCS-length computation revisited*, 2004).

use super::row::bare_of;

/// For each place in two sentences: how long a row of words their rests have in common.
#[derive(Default)]
pub(super) struct Common {
    /// By place in the first sentence, the last one first: for each word of the second, the last one in the lowest bit,
    /// a zero where the row grows with it.
    lines: Vec<u64>,
    /// How many numbers make a line.
    width: usize,
    n: usize,
    m: usize,
    /// The second sentence from its end, without marks.
    second: Vec<u32>,
}

impl Common {
    /// Takes two sentences.
    pub(super) fn lay(&mut self, first: &[u32], second: &[u32]) {
        (self.n, self.m) = (first.len(), second.len());
        self.width = second.len().div_ceil(64);
        self.second.clear();
        self.second.extend(second.iter().rev().map(|word| bare_of(*word)));
        self.lines.clear();
        self.lines.resize(self.width, u64::MAX);
        for (line, word) in first.iter().rev().enumerate() {
            let bare = bare_of(*word);
            let mut carry = false;
            for (at, words) in self.second.chunks(64).enumerate() {
                let equal = words.iter().rev().fold(0, |bits, other| bits << 1 | u64::from(*other == bare));
                let after = self.lines[line * self.width + at];
                let (sum, over) = after.overflowing_add(after & equal);
                let (sum, over_again) = sum.overflowing_add(u64::from(carry));
                carry = over || over_again;
                self.lines.push(sum | after & !equal);
            }
        }
    }

    /// Whether the rests from two words on, which differ, have as long a row in common without the word of the first.
    pub(super) fn is_as_long_without(&self, first: usize, second: usize) -> bool {
        let line = self.n - first;
        self.length(line, second) == self.length(line - 1, second)
    }

    /// How long the row in common is, from the last lines of the table and from a word of the second sentence on.
    fn length(&self, line: usize, second: usize) -> u32 {
        let last = self.m - 1 - second;
        let line = &self.lines[line * self.width..(line + 1) * self.width];
        let whole = line[..last / 64].iter().map(|bits| bits.count_zeros()).sum::<u32>();
        whole + (line[last / 64] | u64::MAX << 1 << (last % 64)).count_zeros()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The same by the table of all lengths.
    fn lengths(first: &[u32], second: &[u32]) -> Vec<Vec<u32>> {
        let mut table = vec![vec![0; second.len() + 1]; first.len() + 1];
        for i in (0..first.len()).rev() {
            for j in (0..second.len()).rev() {
                table[i][j] = if first[i] == second[j] {
                    table[i + 1][j + 1] + 1
                } else {
                    table[i + 1][j].max(table[i][j + 1])
                };
            }
        }
        table
    }

    fn sentence() -> impl Strategy<Value = Vec<u32>> {
        prop::collection::vec((0u32..6).prop_map(|word| word << 8), 1..200)
    }

    proptest! {
        #[test]
        fn the_row_in_common_is_as_long_as_the_table_of_lengths_says(first in sentence(), second in sentence()) {
            let mut common = Common::default();
            common.lay(&first, &second);
            let expected = lengths(&first, &second);
            for i in 0..first.len() {
                for j in 0..second.len() {
                    prop_assert_eq!(common.length(first.len() - i, j), expected[i][j], "{} {}", i, j);
                    if first[i] != second[j] {
                        let goes_on_in_second = expected[i][j + 1] <= expected[i + 1][j];
                        prop_assert_eq!(common.is_as_long_without(i, j), goes_on_in_second);
                    }
                }
            }
        }
    }
}
