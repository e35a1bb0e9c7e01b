//! The words of a text that tell something, and the marks that they leave.

use super::fours::{Fours, LEAST_WORDS};
use super::row::FIRST;
use super::sketch::Sketcher;

/// How many marks a sentence has, about, alone in its text, with another, with more.
const OF_ONE: usize = 54;
const OF_TWO: usize = 52;
const OF_MORE: usize = 36;
/// How many marks a text has in all, about: of many sentences each needs fewer, since like texts share many of them.
const OF_ALL: usize = 110;
/// Among very many texts, up to how many words a text has marks as among few.
const SHORT: usize = 9;

/// The words of a text that tell something, sentence by sentence.
#[derive(Default)]
pub(super) struct Telling {
    pub(super) words: Vec<u32>,
    /// Where sentences end; short ones go with the next.
    pub(super) ends: Vec<usize>,
}

impl Telling {
    /// Takes the words of a text by their numbers, without those whose number is 0.
    pub(super) fn take(&mut self, row: &[u32], number: impl Fn(u32) -> u32) {
        const SHORT: usize = 6;
        self.words.clear();
        self.ends.clear();
        let mut start = 0;
        for word in row {
            if word & FIRST != 0 && start + SHORT <= self.words.len() {
                start = self.words.len();
                self.ends.push(start);
            }
            let number = number(*word);
            if number != 0 {
                self.words.push(number);
            }
        }
        // A short one at the end goes with the one before.
        if self.words.len() < start + SHORT {
            self.ends.pop();
        }
        self.ends.push(self.words.len());
    }

    /// Puts the marks of each sentence behind those in `marks`, leaving out those that are not to be kept.
    pub(super) fn marks(
        &self,
        sketcher: &mut Sketcher,
        marks: &mut Vec<u32>,
        is_kept: &impl Fn(u32) -> bool,
    ) {
        // Short texts have more than their share, since a few edits leave them little.
        let about = match self.ends.len() {
            1 => OF_ONE,
            2 => OF_TWO,
            n => OF_MORE.min(OF_ALL / n),
        };
        let mut start = 0;
        for end in &self.ends {
            let from = marks.len();
            sketcher.marks(self.words.get(start..*end).unwrap_or_default(), about, marks);
            thin(marks, from, is_kept);
            start = *end;
        }
    }

    /// The same among very many texts.
    pub(super) fn marks_among_many(
        &self,
        (sketcher, fours): (&mut Sketcher, &mut Fours),
        marks: &mut Vec<u32>,
        is_kept: &impl Fn(u32) -> bool,
    ) {
        if self.words.len() <= SHORT {
            self.marks(sketcher, marks, is_kept);
        }
        if LEAST_WORDS <= self.words.len() {
            let from = marks.len();
            fours.marks(self, marks);
            thin(marks, from, is_kept);
        }
    }
}

/// Half of the marks, chosen by their value.
pub(super) fn is_half(mark: u32) -> bool {
    mark.wrapping_mul(0x2c1b_3c6d) >> 31 == 0
}

/// Leaves out marks from `from` on, unless there are few.
fn thin(marks: &mut Vec<u32>, from: usize, is_kept: &impl Fn(u32) -> bool) {
    const FEW: usize = 12;
    if marks.len() < from + FEW {
        return;
    }
    let mut to = from;
    for at in from..marks.len() {
        let mark = marks[at];
        marks[to] = mark;
        to += usize::from(is_kept(mark));
    }
    marks.truncate(to);
}
