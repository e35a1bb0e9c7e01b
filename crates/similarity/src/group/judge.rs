//! Whether two texts say alike, from what they share.

use super::compare::Overlap;

/// How sure it is that two texts say alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Likeness {
    /// They share enough.
    Sure,
    /// They may be one text of which much was reworded; enough for a text that is like no other.
    Likely,
}

/// Whether two texts may stand in one group, as far as shared words tell. Counter-statements are another question.
///
/// Texts that differ in single words are reworded, and may differ much. Texts whose differences stand in runs speak
/// of other matters in the same phrases. A sentence held word for word by two texts that otherwise differ is a quotation.
/// And of two texts of a sentence or two, of which neither is mostly in the other, each says more by itself than both do.
pub(super) fn likeness(overlap: &Overlap) -> Option<Likeness> {
    /// Fewer words than this are a sentence or two.
    const SHORT: usize = 45;
    const MOSTLY: f32 = 0.55;
    let Overlap { jaccard, runs, differs, n_shorter, .. } = *overlap;
    let most = overlap.of_first.max(overlap.of_second);
    if n_shorter < SHORT && most < MOSTLY {
        return None;
    }
    if differs < 0.06 {
        return (0.66 <= jaccard).then_some(Likeness::Sure);
    }
    let is_reworded = 0.25 <= jaccard && 0.6 <= jaccard + 2.0 * differs && runs <= 0.42;
    // All of one is in the other, reworded word by word, and more beside it.
    let is_in_other = 0.2 <= jaccard && 0.7 <= most && 0.15 <= differs && runs <= 0.25;
    if 0.7 <= jaccard || is_reworded || is_in_other {
        return Some(Likeness::Sure);
    }
    // Where much is reworded, some of it stands side by side by chance.
    let is_likely =
        0.25 <= jaccard && 0.6 <= jaccard + 2.0 * differs && 1.5 <= 2.0 * jaccard + 3.0 * differs - runs;
    is_likely.then_some(Likeness::Likely)
}

/// Whether two texts stand in one group on their own.
pub(super) fn is_like(overlap: &Overlap) -> bool {
    likeness(overlap) == Some(Likeness::Sure)
}
