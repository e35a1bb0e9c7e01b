//! Counter-statements: texts alike in almost every word that say opposite or other things.
//!
//! The words of two sentences are laid side by side; where they part, a denial on one side only, two numbers, two names,
//! two offices or the two ends of an axis make the sentences counter-statements. A word that merely differs does not.

use super::common::Common;
use super::row::{CAPITAL, WORD, bare_of};
use crate::text::{Role, Vocabulary};

/// Why two texts must not stand in one group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContrastKind {
    /// One denies what the other says.
    Denial,
    /// The numbers differ.
    Number,
    /// The names differ.
    Name,
    /// The offices or places differ.
    Office,
    /// In the same words, they speak of different things.
    Matter,
    /// They stand at different ends: more and less, months and quarters.
    Opposite,
    /// The words differ in their marks alone: *má* and *mã*.
    Marks,
}

/// A place where two rows part: from where to where in the first, and in the second.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parting {
    pub(super) first: std::ops::Range<usize>,
    pub(super) second: std::ops::Range<usize>,
}

/// The longest sentence that is laid side by side word by word.
const LONGEST: usize = 400;

/// Lays sentences side by side.
#[derive(Default)]
pub(super) struct Aligner {
    common: Common,
    pub(super) partings: Vec<Parting>,
}

impl Aligner {
    /// Finds where two sentences part. Words are equal when their letters are, whatever their marks.
    pub(super) fn align(&mut self, first: &[u32], second: &[u32]) {
        self.partings.clear();
        let equal = |one: &u32, two: &u32| bare_of(*one) == bare_of(*two);
        let head = first.iter().zip(second).take_while(|(one, two)| equal(one, two)).count();
        let (rest_first, rest_second) = (&first[head..], &second[head..]);
        let tail = rest_first
            .iter()
            .rev()
            .zip(rest_second.iter().rev())
            .take_while(|(one, two)| equal(one, two))
            .count();
        let (n, m) = (rest_first.len() - tail, rest_second.len() - tail);
        if n == 0 && m == 0 {
            return;
        }
        if n == 0 || m == 0 || LONGEST < n || LONGEST < m {
            self.partings.push(Parting { first: head..head + n, second: head..head + m });
            return;
        }
        let (one, two) = (&rest_first[..n], &rest_second[..m]);
        self.common.lay(one, two);
        let (mut i, mut j) = (0, 0);
        let (mut from_i, mut from_j) = (0, 0);
        loop {
            let at_end = i == n || j == m;
            if at_end || equal(&one[i], &two[j]) {
                let (to_i, to_j) = if at_end { (n, m) } else { (i, j) };
                if from_i < to_i || from_j < to_j {
                    let first = head + from_i..head + to_i;
                    self.partings.push(Parting { first, second: head + from_j..head + to_j });
                }
                if at_end {
                    return;
                }
                (i, j) = (i + 1, j + 1);
                (from_i, from_j) = (i, j);
            } else if self.common.is_as_long_without(i, j) {
                i += 1;
            } else {
                j += 1;
            }
        }
    }
}

/// What a parting makes of the statement; `None` when it is another wording.
pub(super) fn contrast(
    first: &[u32],
    second: &[u32],
    parting: &Parting,
    vocabulary: &Vocabulary,
) -> Option<ContrastKind> {
    let one = &first[parting.first.clone()];
    let two = &second[parting.second.clone()];
    /// Wider partings are another wording of the whole.
    const WIDEST: usize = 6;
    /// From so many words on, two runs in the same place speak of different things.
    const MATTER: usize = 3;
    const WIDEST_MATTER: usize = 12;
    if WIDEST_MATTER < one.len() || WIDEST_MATTER < two.len() {
        return None;
    }
    let side = |row: &[u32]| Side::of(row, vocabulary);
    let (left, right) = (side(one), side(two));
    if MATTER <= left.plain && MATTER <= right.plain {
        return Some(ContrastKind::Matter);
    }
    if WIDEST < one.len() || WIDEST < two.len() {
        return None;
    }
    if left.denies != right.denies && left.plain == 0 && right.plain == 0 {
        return Some(ContrastKind::Denial);
    }
    if one.is_empty() || two.is_empty() {
        return None;
    }
    if left.numbers > 0 && right.numbers > 0 && !shares(one, two, Role::Number, vocabulary) {
        return Some(ContrastKind::Number);
    }
    let opposes = |word: &u32| {
        let Role::Pole(axis, end) = vocabulary.role(word & WORD) else { return false };
        two.iter()
            .any(|other| matches!(vocabulary.role(other & WORD), Role::Pole(a, e) if a == axis && e != end))
    };
    // A denial beside the other end says the same: "không tăng" and "giảm".
    if left.denies == right.denies && one.iter().any(opposes) {
        return Some(ContrastKind::Opposite);
    }
    if left.capitals > 0 && right.capitals > 0 && !are_slips(one, two, vocabulary) {
        return Some(ContrastKind::Name);
    }
    let before = parting.first.start.checked_sub(1).and_then(|at| first.get(at));
    let after_head = before.is_some_and(|word| vocabulary.role(word & WORD) == Role::Head);
    if after_head && left.plain > 1 && right.plain > 1 && left.denies == right.denies {
        return Some(ContrastKind::Office);
    }
    None
}

/// Whether a parting is a slip of the keyboard, or words that can come and go.
pub(super) fn is_light(first: &[u32], second: &[u32], parting: &Parting, vocabulary: &Vocabulary) -> bool {
    let one = &first[parting.first.clone()];
    let two = &second[parting.second.clone()];
    let is_light = |row: &[u32]| row.iter().all(|word| vocabulary.role(word & WORD) == Role::Light);
    is_light(one) && is_light(two) || are_slips(one, two, vocabulary)
}

/// What stands on one side of a parting.
struct Side {
    denies: bool,
    numbers: usize,
    plain: usize,
    capitals: usize,
}

impl Side {
    fn of(row: &[u32], vocabulary: &Vocabulary) -> Side {
        let mut side = Side { denies: false, numbers: 0, plain: 0, capitals: 0 };
        for word in row {
            match vocabulary.role(word & WORD) {
                Role::Denial => side.denies = !side.denies,
                Role::Number => side.numbers += 1,
                Role::Light => {}
                Role::Plain | Role::Head | Role::Pole(..) => side.plain += 1,
            }
            side.capitals += usize::from(word & CAPITAL != 0);
        }
        side
    }
}

fn shares(one: &[u32], two: &[u32], role: Role, vocabulary: &Vocabulary) -> bool {
    one.iter().any(|word| {
        vocabulary.role(word & WORD) == role && two.iter().any(|other| (word ^ other) & WORD == 0)
    })
}

/// Whether every word on one side is a word of the other with two letters changed round.
fn are_slips(one: &[u32], two: &[u32], vocabulary: &Vocabulary) -> bool {
    one.len() == two.len()
        && one.iter().zip(two).all(|(one, two)| {
            let letters = |word: &u32| vocabulary.letters(bare_of(*word));
            is_slip(letters(one), letters(two))
        })
}

/// Whether a word is another with two neighbouring letters changed round, or a letter of a long word slipped.
pub(super) fn is_slip(one: &str, two: &str) -> bool {
    let (one, two) = (one.as_bytes(), two.as_bytes());
    if one.len() != two.len() {
        return false;
    }
    let differ: Vec<usize> = (0..one.len()).filter(|at| one[*at] != two[*at]).collect();
    match differ[..] {
        [] => true,
        [a, b] => a + 1 == b && one[a] == two[b] && one[b] == two[a],
        _ => false,
    }
}
