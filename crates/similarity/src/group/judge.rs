//! Whether two texts say alike, from what they share.

use super::compare::Overlap;

/// Whether two texts may stand in one group, as far as shared words tell. Counter-statements are another question.
///
/// Texts that differ in single words are reworded, and may differ much. Texts whose differences stand in runs speak
/// of other matters in the same phrases. A sentence held word for word by two texts that otherwise differ is a quotation.
pub(super) fn is_like(overlap: &Overlap) -> bool {
    let Overlap { jaccard, runs, differs, .. } = *overlap;
    if differs < 0.06 {
        return 0.6 <= jaccard;
    }
    let longest = if jaccard < 0.45 { 0.3 } else { 0.4 };
    0.7 <= jaccard || (0.25 <= jaccard && 0.6 <= jaccard + 2.0 * differs && runs <= longest)
}
