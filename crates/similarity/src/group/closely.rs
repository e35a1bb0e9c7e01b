//! Two texts that share enough, read side by side: alike, or counter-statements, or the same words in another order.

use super::compare::{Comparer, Side};
use super::contrast::{Aligner, ContrastKind, contrast, is_light};
use super::row::{WORD, bare_of};
use crate::text::Vocabulary;

/// What came of comparing two texts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Verdict {
    Like,
    Counter(ContrastKind),
    /// The same words in another order: the same point perhaps, but not the same text.
    Moved,
}

/// What two texts that share so much are, when they are not simply alike: counter-statements, or the same words in
/// another order.
pub(super) fn side_by_side(
    first: &[u32],
    second: &[u32],
    comparer: &Comparer,
    aligner: &mut Aligner,
    vocabulary: &Vocabulary,
) -> Verdict {
    /// The share of common words that may stand in another order within their sentence.
    const MOVED: f32 = 0.2;
    if marks_differ(first, second, vocabulary) {
        return Verdict::Counter(ContrastKind::Marks);
    }
    if first.len() == second.len()
        && first.iter().zip(second).all(|(one, two)| bare_of(*one) == bare_of(*two))
    {
        return Verdict::Like;
    }
    let (mut found, mut n_contrasts, mut n_other) = (None, 0, 0);
    let (mut n_common, mut n_in_order) = (0, 0);
    let side = comparer.fewer_parts();
    let (own, other) = if side == Side::First { (first, second) } else { (second, first) };
    let mut two = Vec::new();
    for answered in comparer.answered(side) {
        // Sentences that one text says in one and the other in two are read as one, to see what changed its place.
        two.clear();
        answered.others.iter().for_each(|range| two.extend_from_slice(&other[range.clone()]));
        let (one, two) = (&own[answered.own.clone()], &two[..]);
        aligner.align(one, two);
        n_common += comparer.n_common(side, answered.part, two);
        n_in_order += two.len() - aligner.partings.iter().map(|parting| parting.second.len()).sum::<usize>();
        for parting in &aligner.partings {
            match contrast(one, two, parting, vocabulary) {
                Some(kind) => {
                    n_contrasts += 1;
                    found = found.or(Some(kind));
                }
                None => n_other += usize::from(!is_light(one, two, parting, vocabulary)),
            }
        }
    }
    // Where words differ all over, a number or a denial more is one change among many.
    if let Some(kind) = found
        && n_other <= 2 * n_contrasts
    {
        return Verdict::Counter(kind);
    }
    let moved = n_common.saturating_sub(n_in_order) as f32;
    if MOVED * (n_common as f32) < moved { Verdict::Moved } else { Verdict::Like }
}

/// Whether short texts are of the same letters with other marks throughout: *má* and *mã*.
fn marks_differ(first: &[u32], second: &[u32], vocabulary: &Vocabulary) -> bool {
    if first.len() != second.len() {
        return false;
    }
    let other_marks = |(one, two): (&u32, &u32)| {
        let (one, two) = (one & WORD, two & WORD);
        one != two && bare_of(one) == bare_of(two)
    };
    let n = first.iter().zip(second).filter(|pair| other_marks(*pair)).count();
    let bare = |row: &[u32]| row.iter().all(|word| !vocabulary.is_marked(word & WORD));
    // A longer text without any mark was typed without them; of one or two syllables nobody knows.
    let is_unmarked = 2 < first.len() && (bare(first) || bare(second));
    first.len() < 3 * n && !is_unmarked
}
